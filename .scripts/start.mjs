// npm start [-- --no-open]: VS Code with the extension as it is built here, and a practice cluster in it, until Ctrl-C.
// npm start -- --lab [--release R] [--state S]: the same with a cluster of the lab.
import { endWithNpm, runScript } from './lifetime.mjs';
import { installPackages } from './npm.mjs';

await runScript(async () => {
  endWithNpm();
  await installPackages();
  const words = process.argv.slice(2);
  const { startEditor, practiceCluster } = await import('./editor.mjs');
  const shown = words.includes('--lab') ? await (await import('./labEditor.mjs')).labCluster(words) : await practiceCluster();
  await startEditor(shown, { mayOpen: !words.includes('--no-open') });
}, { statusOfSignal: () => 0 });
