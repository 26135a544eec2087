// npm run lab -- build|up|down|status|ssh: real clusters of Debian's releases on this machine, see test/lab/README.md.
import { runScript } from './lifetime.mjs';
import { installPackages } from './npm.mjs';

const usage = `npm run lab -- build  [--release R]             fetches what the machines are made of
              up     [--release R] [--state S]  brings a lab up
              down   [--release R]              takes it down
              status [--release R]              says what is up, or left
              ssh    [--release R] MACHINE …    runs OpenSSH's client there, as any program in the operator's namespace may
R is bullseye, bookworm (unless said otherwise), trixie or all, S is bare, cluster (unless said otherwise) or guest.`;

await runScript(async () => {
  const [command = '', ...rest] = process.argv.slice(2);
  await installPackages();
  const { labCommands } = await import('./labCommands.mjs');
  const run = labCommands[command];
  if (!run) {
    console.error(usage);
    return 2;
  }
  return run(rest);
});
