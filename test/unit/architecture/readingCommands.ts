import ts from 'typescript';
import type { SourceFile } from './sourceFiles';

/** A place in the code that makes a command of which it says that it changes nothing, and the words that command may have. */
export interface ReadingPlace {
  readonly path: string;
  /** As on a line, `*` being a word or a part of one that is known only when it runs. Null: from the code it cannot be told. */
  readonly lines: readonly string[] | null;
}

/** What makes such commands of the words that it is given: these are looked at where they are given. */
const makers: Readonly<Record<string, string>> = { readingCommand: 'core/commands/readingCommand.ts', scriptCommand: 'core/change/scriptCommand.ts' };

const unknown = '*';

/** What each constant of a file is, by the file's path and its name, and what each function does, by the same with brackets. */
type Constants = ReadonlyMap<string, ts.Node>;

/** All such places: objects that say `mutates` and not `true`, what watches and so says nothing of it, and the words that go to the makers. */
export function readingPlaces(files: readonly SourceFile[]): readonly ReadingPlace[] {
  const trees = files.map(({ path, text }) => ({ path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }));
  const constants: Constants = new Map<string, ts.Node>(trees.flatMap(({ path, tree }) => [
    ...declarationsIn(tree.statements).flatMap(({ name, initializer }) => (ts.isIdentifier(name) && initializer ? [[`${path} ${name.text}`, initializer] as const] : [])),
    ...tree.statements.filter(ts.isFunctionDeclaration).flatMap(({ name, body }) => (name && body ? [[`${path} ${name.text}()`, body] as const] : [])),
  ]));
  return trees.flatMap(({ path, tree }) => {
    const places: ReadingPlace[] = [];
    const visit = (node: ts.Node): void => {
      const words = wordsOf(node);
      if (words !== null && !Object.values(makers).includes(path)) places.push({ path, lines: words === 'unknown' ? null : (linesOf(words, constants)?.map((line) => line.join(' ')) ?? null) });
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return places;
  });
}

/** The expression of the words, where a node makes a command that only reads. */
function wordsOf(node: ts.Node): ts.Expression | 'unknown' | null {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && Object.hasOwn(makers, node.expression.text)) {
    const [first] = node.arguments;
    if (node.expression.text === 'readingCommand') return first ?? 'unknown';
    return (first && ts.isObjectLiteralExpression(first) && property(first, 'script')) || 'unknown';
  }
  if (!ts.isObjectLiteralExpression(node)) return null;
  const [argv, mutates, rights] = [property(node, 'argv'), property(node, 'mutates'), property(node, 'rights')];
  const isWatch = argv !== null && rights !== null && mutates === null;
  if (!isWatch && (mutates === null || mutates.kind === ts.SyntaxKind.TrueKeyword)) return null;
  return argv ?? 'unknown';
}

/** Every list of words that an expression may stand for. */
function linesOf(of: ts.Expression, constants: Constants): readonly (readonly string[])[] | null {
  if (ts.isAsExpression(of) || ts.isParenthesizedExpression(of)) return linesOf(of.expression, constants);
  if (ts.isConditionalExpression(of)) {
    const [one, other] = [linesOf(of.whenTrue, constants), linesOf(of.whenFalse, constants)];
    return one && other && [...one, ...other];
  }
  if (ts.isArrayLiteralExpression(of)) {
    const words = of.elements.map((word) => (ts.isSpreadElement(word) ? (linesOf(word.expression, constants)?.[0] ?? [`…${unknown}`]) : [wordOf(word, constants)]));
    return words[0]?.[0]?.startsWith(unknown) === false ? [words.flat()] : null;
  }
  const table = ts.isElementAccessExpression(of) ? constantOf(of.expression, constants) : null;
  if (table && ts.isObjectLiteralExpression(table)) {
    const lines = table.properties.map((each) => (ts.isPropertyAssignment(each) ? linesOf(each.initializer, constants) : null));
    return lines.includes(null) ? null : lines.flatMap((each) => each ?? []);
  }
  if (ts.isCallExpression(of) && ts.isIdentifier(of.expression)) {
    const body = named(`${of.expression.text}()`, of, constants);
    const [first, ...others] = body && ts.isBlock(body) ? body.statements : [];
    return first && ts.isReturnStatement(first) && first.expression && others.length === 0 ? linesOf(first.expression, constants) : null;
  }
  if (ts.isIdentifier(of) && of.text.endsWith('Script')) return [['sh', '-c', of.text]];
  const constant = constantOf(of, constants);
  return constant && linesOf(constant, constants);
}

function wordOf(word: ts.Expression, constants: Constants): string {
  if (ts.isStringLiteralLike(word)) return word.text;
  if (ts.isTemplateExpression(word)) return word.head.text + word.templateSpans.map(({ expression, literal }) => wordOf(expression, constants) + literal.text).join('');
  const constant = constantOf(word, constants);
  return constant && constant !== word ? wordOf(constant, constants) : unknown;
}

/** What a name stands for: a constant of the function, of the file, or of the one other file that has one of that name. */
function constantOf(of: ts.Expression, constants: Constants): ts.Expression | null {
  if (!ts.isIdentifier(of)) return null;
  for (let node: ts.Node = of; node.parent; node = node.parent) {
    if (!ts.isBlock(node)) continue;
    const found = declarationsIn(node.statements).find(({ name }) => ts.isIdentifier(name) && name.text === of.text);
    if (found) return found.initializer ?? null;
  }
  const found = named(of.text, of, constants);
  return found && ts.isExpression(found) ? found : null;
}

/** What a name of the file in which it is used stands for, or of the one other file that has it. */
function named(name: string, use: ts.Node, constants: Constants): ts.Node | null {
  const others = [...constants].filter(([key]) => key.endsWith(` ${name}`));
  return constants.get(`${use.getSourceFile().fileName} ${name}`) ?? (others.length === 1 ? (others[0]?.[1] ?? null) : null);
}

function declarationsIn(statements: ts.NodeArray<ts.Statement>): readonly ts.VariableDeclaration[] {
  return statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => [...declarationList.declarations]);
}

function property(of: ts.ObjectLiteralExpression, name: string): ts.Expression | null {
  for (const each of of.properties) {
    if (ts.isPropertyAssignment(each) && each.name.getText() === name) return each.initializer;
    if (ts.isShorthandPropertyAssignment(each) && each.name.text === name) return each.name;
  }
  return null;
}
