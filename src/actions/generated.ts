import { actionsTable } from './actionsTable';
import { manifest, manifestTexts } from './manifest';

const begin = '<!-- actions: made by npm run manifest -->';
const end = '<!-- end of actions -->';

/**
 * The files that are made, wholly or in part, from the table of actions, with the text each should have.
 * A README that does not exist, or has no place for the table, is left alone.
 */
export function generatedFiles(read: (path: string) => string | null): Readonly<Record<string, string>> {
  const readme = read('README.md');
  return {
    'package.json': withManifest(read('package.json') ?? '{}'),
    'package.nls.json': json(manifestTexts()),
    ...(readme !== null && readme.includes(begin) ? { 'README.md': withTable(readme) } : {}),
  };
}

/** Keeps the order of keys that are there already; new ones come last. */
function withManifest(text: string): string {
  return json({ ...(JSON.parse(text) as object), ...manifest() });
}

function withTable(text: string): string {
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end, from);
  if (to < 0) throw new Error(`README.md has “${begin}” without “${end}”`);
  return `${text.slice(0, from)}\n${actionsTable()}\n${text.slice(to)}`;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
