// npm run package: writes dist/pacemaker-explorer.vsix and checks it. With --check it only checks what is there.
import { installPackages } from './npm.mjs';
import { runScript } from './lifetime.mjs';

await runScript(async () => {
  await installPackages();
  const { checkPackage, packageExtension, packageFile } = await import('./packaging.mjs');
  const { bundleNames } = await import('./packageRules.mjs');
  if (!process.argv.includes('--check')) await packageExtension();
  const { files, bytes, bundleBytes } = checkPackage();
  console.log(`${packageFile}: ${files} files, ${kilobytes(bytes)}; ${bundleNames} in it: ${kilobytes(bundleBytes)}. No keys, no sources, no tests.`);
});

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${Math.ceil(bytes / 1000)} kB`;
}
