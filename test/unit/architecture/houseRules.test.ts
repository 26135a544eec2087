import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { filesBelow, type SourceFile } from './sourceFiles';

const textEndings = ['.ts', '.mjs', '.js', '.json', '.md', '.yml', '.yaml', '.sh', '.svg', '.html', '.css', '.txt', '.xml', '.npmrc', 'run', '.vscodeignore', '.gitignore'];

function pathsOf(files: readonly SourceFile[], isWrong: (file: SourceFile) => boolean): readonly string[] {
  return files.filter(isWrong).map(({ path }) => path);
}

describe('The rules of the house', () => {
  const all = filesBelow('.', textEndings);
  const code = all.filter(({ path }) => /^(src|test|webview|\.scripts)\//.test(path) && !path.startsWith('test/fixtures/') && /\.(ts|mjs)$/.test(path));
  const typescript = code.filter(({ path }) => path.endsWith('.ts'));

  it('are asked of all code', () => {
    for (const folder of ['src/core/', 'test/unit/', '.scripts/']) assert.ok(code.some(({ path }) => path.startsWith(folder)), folder);
  });

  it('no file has more than 400 lines', () => {
    assert.deepEqual(pathsOf(code, ({ text }) => text.split('\n').length > 401), []);
  });

  it('files are named after one thing, in camelCase', () => {
    const vague = /(^|\/)(index|common|shared)\.|(util(itie)?s?|helpers?|manager|misc)(\.|\/)/i;
    const entryOfHostSuite = 'test/host/index.ts';
    assert.deepEqual(pathsOf(code, ({ path }) => vague.test(path) && path !== entryOfHostSuite), []);
    assert.deepEqual(pathsOf(code, ({ path }) => !/^[a-z][A-Za-z0-9]*(\.test|\.main|\.d)?\.(ts|mjs)$/.test(basename(path))), []);
  });

  it('nothing is exported as default or passed on wholesale', () => {
    assert.deepEqual(pathsOf(typescript, ({ text }) => /^export (default\b|\* from\b|\{[^}]*\bas default\b)/m.test(text)), []);
  });

  it('a test is skipped only with a reason', () => {
    const aboutSkipping = ['test/skip.ts', 'test/unit/scripts/mochaRun.test.ts', 'test/unit/architecture/houseRules.test.ts'];
    assert.deepEqual(pathsOf(typescript, ({ path, text }) => /\.skip\(|\b(xit|xdescribe)\(/.test(text) && !aboutSkipping.includes(path)), []);
  });

  it('what is asked for its class is of one class wherever it goes: the class stands in a file that all share', () => {
    const bundles = code.find(({ path }) => path === '.scripts/build.mjs')?.text ?? '';
    const asked = new Set(typescript.filter(({ path }) => path.startsWith('src/')).flatMap(({ text }) => [...text.matchAll(/\binstanceof ([A-Z]\w*)/g)].map(([, name]) => name)));
    const declaring = typescript.filter(({ path, text }) => /^src\/(core|render|session)\//.test(path) && [...text.matchAll(/^export (?:abstract )?class (\w+)/gm)].some(([, name]) => asked.has(name)));
    assert.deepEqual(declaring.map(({ path }) => path), ['src/core/secret.ts']);
    assert.deepEqual(pathsOf(declaring, ({ path }) => !bundles.includes(`'${path}'`)), []);
  });

  it('no registry is named', () => {
    const registry = /\bregistry\.\w+\.(org|com|io|dev)\b|\bnpmjs\.(org|com)\b|\b(deb|security|snapshot|archive|ftp)\.(debian|ubuntu)\.(org|com)\b/;
    assert.deepEqual(pathsOf(all, ({ text }) => registry.test(text)), []);
  });

  it('no private key lies about', () => {
    assert.deepEqual(pathsOf(all, ({ text }) => /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}/.test(text)), []);
  });
});
