// Writes what is made from the table of actions: parts of package.json, package.nls.json and the README's table.
// With --check it writes nothing and fails when one of them differs.
import { build } from 'esbuild';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const { outputFiles } = await build({
  stdin: { contents: "export * from './src/actions/generated'", resolveDir: '.', loader: 'ts' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
});
/** @type {typeof import('../src/actions/generated')} */
const { generatedFiles } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`);

/** @param {string} path */
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

let stale = 0;
for (const [path, text] of Object.entries(generatedFiles(read))) {
  if (read(path) === text) continue;
  if (process.argv.includes('--check')) {
    stale += 1;
    console.error(`${path} differs from the table of actions: run npm run manifest`);
  } else {
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
