// npm start [-- --no-open]: VS Code with the extension as it is built here, and a practice cluster in it, until Ctrl-C.
import { endWithNpm, runScript } from './lifetime.mjs';
import { installPackages } from './npm.mjs';

await runScript(async () => {
  endWithNpm();
  await installPackages();
  const { startEditor } = await import('./editor.mjs');
  await startEditor({ mayOpen: !process.argv.includes('--no-open') });
}, { statusOfSignal: () => 0 });
