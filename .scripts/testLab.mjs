// npm run test:lab: the extension against real hosts.
// -- --release RELEASE|all   bookworm by default; `all` is all of it there, and a shorter pass on the other releases
//    --only SUITE[,SUITE]    link, live, hosts, …; --grep=TEXT the tests with that in their name
//    --keep                  leaves the lab up
import { parseArgs } from 'node:util';
import { endWithNpm, runScript } from './lifetime.mjs';
import { installPackages } from './npm.mjs';

const usual = 'bookworm';

await runScript(async () => {
  endWithNpm();
  const wish = readOptions();
  if (process.getuid?.() !== 0) throw new Error('npm run test:lab needs root, on Debian: it makes machines with namespaces, mounts and networks of their own.');
  await installPackages();
  const { testOnLab } = await import('./labPasses.mjs');
  return testOnLab({ usual, ...wish });
});

function readOptions() {
  const options = /** @type {const} */ ({
    release: { type: 'string', default: usual },
    only: { type: 'string', multiple: true },
    grep: { type: 'string' },
    keep: { type: 'boolean', default: false },
  });
  try {
    const { only = [], ...rest } = parseArgs({ options }).values;
    return { ...rest, only: only.flatMap((words) => words.split(',')) };
  } catch (error) {
    throw new Error(error instanceof Error ? error.message : String(error));
  }
}
