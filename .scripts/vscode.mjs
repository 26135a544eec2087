// VS Code's own server with the workbench for a browser, as code-server packs it for npm, where VS Code itself cannot be downloaded.
import { randomBytes } from 'node:crypto';
import { openSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cache, cached } from './cache.mjs';
import { scratchFolder, startGroup, subfolder } from './lifetime.mjs';
import { npm } from './npm.mjs';
import { run } from './run.mjs';

const codeServerVersion = '4.139.1';
/** The major version that this code-server asks for. */
const nodeVersion = '24.21.0';
const readyWithinMs = 30_000;

/** Quiet, without accounts, and nothing of its own in the way. */
export const userSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  // Light or dark is the browser's to say.
  'window.autoDetectColorScheme': true,
};

/** Fetches what is missing and answers the command that is the server. */
export async function fetchVSCode() {
  return [await fetchNode(), await fetchServer()];
}

async function fetchNode() {
  const name = `node-${process.platform}-${process.arch}`;
  const made = await cached(`${name}-${nodeVersion}`, `Fetching Node ${nodeVersion}, which VS Code runs on`, async (folder) => {
    await unpack(folder, `${name}@${nodeVersion}`);
    renameSync(join(folder, 'package', 'bin', 'node'), join(folder, 'node'));
    rmSync(join(folder, 'package'), { recursive: true });
  });
  return join(made, 'node');
}

/**
 * Only its VS Code is kept. Nothing is compiled: the native add-ons that stay away (spdlog, kerberos, sqlite3, watchdog) are not
 * missed here. The packages of the built-in extensions (TypeScript) are left out.
 */
async function fetchServer() {
  const made = await cached(`vscode-server-${codeServerVersion}`, 'Fetching VS Code (570 MB when unpacked)', async (folder) => {
    await unpack(folder, `code-server@${codeServerVersion}`);
    // --force: the engines that its packages name are those of Node 24, whatever this npm runs on. Its lock file does not suit `npm ci`.
    await npm(join(folder, 'package', 'lib', 'vscode'), ['install', '--omit=dev', '--ignore-scripts', '--force'], 'The packages of VS Code could not be fetched');
    renameSync(join(folder, 'package', 'lib', 'vscode'), join(folder, 'vscode'));
    rmSync(join(folder, 'package'), { recursive: true });
  });
  return join(made, 'vscode', 'out', 'server-main.js');
}

/**
 * @param {string} folder
 * @param {string} spec
 */
async function unpack(folder, spec) {
  const what = `${spec} could not be fetched`;
  const archive = (await npm(folder, ['pack', spec], what)).trim().split('\n').at(-1) ?? '';
  await run('tar', ['-xzf', archive], { cwd: folder, what });
  rmSync(join(folder, archive));
}

/**
 * @typedef {object} Server
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {(query?: Record<string, string>) => string} address what to open; it carries the key that the server asks for
 * @property {Promise<unknown>} ended
 * @property {() => Promise<unknown>} end ends it before the script ends
 * @property {() => string} log what the server has said
 */

/**
 * Starts a server on the loopback interface that admits only who brings its key, and waits until it serves pages.
 * Everything it writes is in a scratch folder. It ends with the script.
 * @param {object} options
 * @param {string} [options.linked] folder of an extension that takes part as it stands there
 * @param {string} [options.vsix] packaged extension that is installed
 * @param {Record<string, unknown>} [options.settings] the machine's settings
 * @param {readonly string[]} [options.args]
 * @param {NodeJS.ProcessEnv} [options.environment]
 * @returns {Promise<Server>}
 */
export async function startVSCode({ linked, vsix, settings = {}, args = [], environment = {} }) {
  const [node = '', main = ''] = await fetchVSCode();
  const scratch = scratchFolder();
  const data = subfolder(scratch, 'data');
  const extensions = subfolder(scratch, 'extensions');
  writeFileSync(join(subfolder(data, 'User'), 'settings.json'), JSON.stringify(userSettings));
  writeFileSync(join(subfolder(data, 'Machine'), 'settings.json'), JSON.stringify(settings));
  const key = randomBytes(24).toString('hex');
  const keyFile = join(scratch, 'key');
  writeFileSync(keyFile, key, { mode: 0o600 });
  const env = serverEnvironment(scratch, environment);
  const folders = ['--user-data-dir', data, '--extensions-dir', extensions, '--server-data-dir', subfolder(scratch, 'server')];
  if (vsix) await run(node, [main, ...folders, '--install-extension', vsix], { env, what: `${vsix} could not be installed` });
  // The server takes in what lies in its folder of extensions when it starts for the first time.
  if (linked) symlinkSync(linked, join(extensions, extensionFolderName(linked)));

  const logFile = join(scratch, 'log');
  const log = () => readFileSync(logFile, 'utf8').split('\n').filter((line) => !/^\s+(at|→) |bindings file|^\s+'.*\.node',?$|tkn=/.test(line)).join('\n');
  const output = openSync(logFile, 'w');
  const child = startGroup(node, [
    main, ...folders, ...args, '--host', '127.0.0.1', '--port', '0', '--connection-token-file', keyFile, '--accept-server-license-terms',
    '--telemetry-level', 'off', '--disable-workspace-trust', '--disable-update-check',
  ], { env, stdio: ['ignore', output, output] });
  const ended = new Promise((resolve) => child.once('error', resolve).once('exit', resolve));

  const until = Date.now() + readyWithinMs;
  for (;;) {
    const port = /agent listening on (\d+)/.exec(readFileSync(logFile, 'utf8'))?.[1];
    if (port) {
      const origin = `http://127.0.0.1:${port}`;
      return { origin, log, ended, end: () => (child.kill(), ended), address: (query = {}) => `${origin}/?${String(new URLSearchParams({ tkn: key, ...query }))}` };
    }
    if (child.exitCode !== null || child.pid === undefined || Date.now() > until) throw new Error(`VS Code did not start.\n${log()}`);
    await pause(50);
  }
}

/**
 * Of ours the server sees what a program needs; what VS Code's programs tell each other, and what npm said, would mislead it.
 * @param {string} scratch
 * @param {NodeJS.ProcessEnv} additions
 */
function serverEnvironment(scratch, additions) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|npm_|ELECTRON_|NODE_OPTIONS$|XDG_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    EXTENSIONS_GALLERY: '{}',
    // The cache stays the user's; everything else that is written goes to the scratch folder.
    XDG_CACHE_HOME: dirname(cache),
    XDG_CONFIG_HOME: subfolder(scratch, 'config'),
    XDG_DATA_HOME: subfolder(scratch, 'share'),
    XDG_STATE_HOME: subfolder(scratch, 'state'),
    TMPDIR: subfolder(scratch, 'tmp'),
    ...additions,
  };
}

/** @param {string} folder */
function extensionFolderName(folder) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${publisher}.${name}-${version}`;
}
