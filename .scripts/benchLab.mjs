// npm run -s bench:lab: how soon the tree shows what happens in a real cluster, and what that costs, beside what people use today.
// The figures are JSON and nothing else on stdout.
// -- --soak-minutes N   3 unless said otherwise
//    --only soak        a change every second for so long, and nothing else
//    --keep             leaves the lab up
import { parseArgs } from 'node:util';
import { runScript } from './lifetime.mjs';
import { installPackages } from './npm.mjs';

await runScript(async () => {
  const { values } = parseArgs({ options: { 'soak-minutes': { type: 'string', default: '3' }, only: { type: 'string' }, keep: { type: 'boolean', default: false } } });
  const soakMinutes = Number(values['soak-minutes']);
  if (!(soakMinutes > 0)) throw new Error(`--soak-minutes takes a number of minutes, not "${values['soak-minutes']}".`);
  if (values.only !== undefined && values.only !== 'soak') throw new Error(`--only takes soak, not "${values.only}".`);
  if (process.getuid?.() !== 0) throw new Error('npm run bench:lab needs root, on Debian: it makes machines with namespaces, mounts and networks of their own.');
  await installPackages();
  // What packs the extension tells of it on stdout.
  console.log = console.info = console.error;
  const { measureOnLab } = await import('./labFigures.mjs');
  process.stdout.write(await measureOnLab({ soakMinutes, soakOnly: values.only === 'soak', keep: values.keep }));
});
