// npm test: everything, or the parts that are named: node .scripts/test.mjs [types] [lint] [unit] [contract] [host] [ui]
// --grep=TEXT runs the tests with that in their name, --accept takes what golden texts are compared with for right.
import { installPackages } from './npm.mjs';
import { runScript } from './lifetime.mjs';

await runScript(async () => {
  await installPackages();
  const { runParts } = await import('./testParts.mjs');
  if (process.argv.includes('--accept')) process.env.ACCEPT = '1';
  const named = process.argv.slice(2);
  const grep = named.find((word) => word.startsWith('--grep='))?.slice('--grep='.length);
  return runParts(named.filter((word) => !word.startsWith('--')), grep);
});
