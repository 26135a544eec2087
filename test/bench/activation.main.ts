import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { access, extension } from '../host/access';

/**
 * Runs inside the extension host: milliseconds that the extension's own code takes until it is active, which is
 * loading its bundle and its `activate`. Writes them as JSON to the file that PACEMAKER_EXPLORER_RESULTS names.
 */
export async function run(): Promise<void> {
  const { activationMs } = await access();
  const results = process.env['PACEMAKER_EXPLORER_RESULTS'] ?? '';
  // VS Code has loaded the bundle before this suite could take the time. A copy with a text of its own is compiled anew.
  const copy = `${results}.bundle.js`;
  writeFileSync(copy, `${readFileSync(join(extension().extensionPath, 'dist/extension.js'), 'utf8')}\n// ${process.hrtime.bigint()}\n`);
  const begin = performance.now();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the bundle is CommonJS, as VS Code loads it
  require(copy);
  writeFileSync(results, JSON.stringify(performance.now() - begin + activationMs));
}
