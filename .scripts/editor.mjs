// VS Code for a person: on the desktop where it is installed there, else in a browser.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { browserOptions } from './browser.mjs';
import { buildExtension } from './build.mjs';
import { fetchPrograms } from './cache.mjs';
import { hasDisplay, installedProgram } from './desktop.mjs';
import { scratchFolder, startGroup, subfolder } from './lifetime.mjs';
import { startVSCode, userSettings } from './vscode.mjs';

/**
 * @typedef {object} Shown what the extension shows from the start
 * @property {string} what in words
 * @property {Record<string, unknown>} settings
 * @property {NodeJS.ProcessEnv} [environment] what VS Code's environment has beside ours
 */

/**
 * Builds the extension, starts VS Code with it and comes back when VS Code has ended.
 * @param {Shown} shown
 * @param {{ mayOpen: boolean }} options whether a window or a browser may be opened
 */
export async function startEditor({ what, settings, environment = {} }, { mayOpen }) {
  await buildExtension();
  const opens = mayOpen && hasDisplay();
  const code = opens ? installedProgram('code') : undefined;
  if (code) return desktop(code, { what, settings, environment });

  // Its environment is ours, not that of a login shell.
  const server = await startVSCode({ linked: resolve('.'), settings, environment, args: ['--force-disable-user-env'] });
  const address = server.address();
  console.log(`${what} runs in VS Code at\n\n${address}\n`);
  console.log('Only on this machine, and only for who has this address: it carries a key of this start, so show it to nobody else.\nCtrl-C ends it.');
  if (opens) await openInBrowser(address);
  await server.ended;
  throw new Error(`VS Code has ended by itself.\n${server.log()}`);
}

/**
 * A practice cluster, for which it fetches what is missing. The extension serves without one, too.
 * @returns {Promise<Shown>}
 */
export async function practiceCluster() {
  const practice = await hasPrograms();
  return {
    what: `Pacemaker Explorer ${practice ? 'with' : 'without'} a practice cluster`,
    settings: { 'pacemaker.practice.startAutomatically': practice ? 'one-host' : 'off' },
  };
}

async function hasPrograms() {
  try {
    await fetchPrograms();
    return true;
  } catch (error) {
    console.error(`There will be no practice cluster. ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/**
 * @param {string} code
 * @param {Required<Shown>} shown
 */
async function desktop(code, { what, settings, environment }) {
  const scratch = scratchFolder();
  const data = subfolder(scratch, 'data');
  writeFileSync(join(subfolder(data, 'User'), 'settings.json'), JSON.stringify({ ...userSettings, ...settings }));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = startGroup(code, [
    '--new-window', '--wait', '--disable-workspace-trust', `--extensionDevelopmentPath=${resolve('.')}`,
    `--user-data-dir=${data}`, `--extensions-dir=${subfolder(scratch, 'extensions')}`, ...asRoot,
  ], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...environment } });
  console.log(`${what} runs in a window of VS Code. Closing the window or Ctrl-C ends it.`);
  await once(child, 'exit');
}

/**
 * By way of a page that only we can read: what stands on a command line can be read by every account of the machine.
 * @param {string} address
 */
async function openInBrowser(address) {
  const page = join(scratchFolder(), 'open.html');
  writeFileSync(page, `<!doctype html><meta http-equiv="refresh" content="0; url=${address}">`);
  const opener = installedProgram(process.platform === 'darwin' ? 'open' : 'xdg-open');
  if (opener) return void startGroup(opener, [page], { stdio: 'ignore' });
  const { executablePath, args, env } = await browserOptions();
  startGroup(executablePath, [...args, `--user-data-dir=${scratchFolder()}`, `file://${page}`], { env, stdio: 'ignore' });
}
