import assert from 'node:assert/strict';
import { allowedImports, allowedInPages, pureFolders, singleDoors } from './allowedImports';
import { type Import, importsOf, isAllowed } from './imports';
import { filesBelow } from './sourceFiles';

describe('The direction of imports', () => {
  let files: readonly { readonly path: string; readonly place: string; readonly imports: readonly Import[]; readonly text: string }[] = [];

  before(async () => {
    files = await Promise.all(filesBelow('src', ['.ts']).map(async ({ path, text }) => ({ path, place: path.split('/')[0] ?? '', imports: await importsOf(path, text), text })));
  });

  it('is as the table says', () => {
    assert.ok(files.length > 20);
    const wrong = files.flatMap(({ path, place, imports }) => {
      const allowed = allowedImports[place];
      if (!allowed) return [`${path}: the table does not know ${place}`];
      return imports.filter((each) => !isAllowed(each, place, allowed)).map(({ target, typeOnly }) => `${path} may not import ${target}${typeOnly ? ' (as a type)' : ''}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('has one door to each of some packages', () => {
    const wrong = files.flatMap(({ path, imports }) => imports.filter(({ target }) => (singleDoors[target] ?? path) !== path).map(({ target }) => `${path} imports ${target}`));
    assert.deepEqual(wrong, []);
  });

  it('leads from the pages of panels to nothing but types of the protocol, and has one door to their controls', async () => {
    const pages = await Promise.all(filesBelow('webview', ['.ts'], 'webview').map(async ({ path, text }) => ({ path, imports: await importsOf(path, text) })));
    assert.ok(pages.length > 3);
    const wrong = pages.flatMap(({ path, imports }) => imports.filter((each) => !isAllowed(each, 'webview', allowedInPages) || (singleDoors[each.target] ?? path) !== path).map(({ target }) => `${path} imports ${target}`));
    assert.deepEqual(wrong, []);
  });

  it('has no clock and no chance in pure code', () => {
    const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.|\bcrypto\./;
    assert.deepEqual(files.filter(({ place, text }) => pureFolders.includes(place) && impure.test(text)).map(({ path }) => path), []);
  });
});

describe('The reader of imports', () => {
  const text = [
    "import { a } from './a';", "import type { B } from '../core/b';", "import { type C } from './c';", "export * from './d';",
    "const e = await import('ssh2');", "const f = require('vscode');", "type G = import('../remote/g').G;", "import './i';",
  ].join('\n');

  it('sees every form, and which are types only', async () => {
    const imports = await importsOf('session/x.ts', text);
    const found = Object.fromEntries(imports.map(({ target, typeOnly }) => [target, typeOnly]));
    assert.deepEqual(found, {
      'session/a': false, 'core/b': true, 'session/c': false, 'session/d': false, ssh2: false, vscode: false, 'remote/g': true, 'session/i': false,
    });
  });

  it('tells what the table allows', () => {
    const allowed = { values: ['core', 'node:*', 'ssh2'], types: ['session/ports'] };
    const verdict = (target: string, typeOnly = false) => isAllowed({ target, typeOnly }, 'remote', allowed);
    assert.deepEqual(['core/result', 'node:fs', 'ssh2', 'remote/quote'].map((target) => verdict(target)), [true, true, true, true]);
    assert.deepEqual(['vscode', 'corefoo/x', 'ssh2-streams', 'session/ports'].map((target) => verdict(target)), [false, false, false, false]);
    assert.equal(verdict('session/ports', true), true);
  });
});
