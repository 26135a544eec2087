// npm run -s bench: the figures of the README as JSON, and nothing else on stdout.
import { runScript } from './lifetime.mjs';
import { installPackages } from './npm.mjs';

await runScript(async () => {
  await installPackages();
  // What packs the extension tells of it on stdout.
  console.log = console.info = console.error;
  const { measure } = await import('./figures.mjs');
  process.stdout.write(`${JSON.stringify(await measure(), null, 2)}\n`);
});
