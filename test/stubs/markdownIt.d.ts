/** What the tests use of the parser of Markdown that VS Code's own preview is made of. */
declare module 'markdown-it' {
  export interface Token {
    readonly type: string;
    readonly content: string;
    readonly children: readonly Token[] | null;
  }

  export default class MarkdownIt {
    constructor(options: { readonly html: boolean; readonly linkify: boolean });
    readonly linkify: { set(options: { readonly fuzzyLink: boolean }): unknown };
    parse(text: string, environment: object): readonly Token[];
  }
}
