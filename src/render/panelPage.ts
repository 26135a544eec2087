import { escapedForXml } from '../core/xmlText';

export interface PanelPage {
  /** Of the editor, for people who use a screen reader: `en`. */
  readonly language: string;
  readonly title: string;
  readonly script: string;
  readonly style: string;
  /** Where the editor serves the files of the extension from. */
  readonly source: string;
  /** A word that nobody can guess and that is made anew for each page. */
  readonly nonce: string;
}

/** An empty style element, which the controls fill by script and never by text. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The page of a panel: nothing runs in it but the script that has the nonce, and nothing is loaded but that and the style sheet of the extension. */
export function panelPage({ language, title, script, style, source, nonce }: PanelPage): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source} ${emptyStyle}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escapedForXml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapedForXml(policy)}">
<title>${escapedForXml(title)}</title>
<link rel="stylesheet" href="${escapedForXml(style)}">
<script defer nonce="${nonce}" src="${escapedForXml(script)}"></script>
</head>
<body></body>
</html>
`;
}
