#!/usr/bin/env node
// Stands in for desktop VS Code where a suite is to run inside the extension host: same arguments, same exit status.
// --practice=TEMPLATE starts a practice cluster, --settings=JSON adds to the machine's settings, --minutes=N allows for more than five,
// --painted=FILE has the rows written down that the page shows.
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { browserOptions } from './browser.mjs';
import { runScript, scratchFolder } from './lifetime.mjs';
import { recordPaintedRows } from './paintedRows.mjs';
import { startVSCode } from './vscode.mjs';

const endWithinMs = Number(optional('minutes') ?? 5) * 60_000;

/** @param {string} name */
function argument(name) {
  const value = optional(name);
  if (value === undefined) throw new Error(`--${name}=PATH is missing.`);
  return value;
}

/** @param {string} name */
function optional(name) {
  return process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
}

await runScript(async () => {
  // Tests see no SSH configuration and no keys of the user.
  const environment = { HOME: scratchFolder() };
  // The page takes orders (paths of an extension and its tests) from its address only from a server started like this.
  const settings = { 'pacemaker.practice.startAutomatically': optional('practice') ?? 'off', ...JSON.parse(optional('settings') ?? '{}') };
  // The environment is ours, not that of a login shell.
  const server = await startVSCode({ settings, args: ['--enable-smoke-test-driver', '--force-disable-user-env'], environment });
  const browser = await chromium.launch(await browserOptions());
  const page = await browser.newPage();
  /** @type {Promise<number>} */
  const exit = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', () => undefined);
  const painted = optional('painted');
  if (painted !== undefined) await recordPaintedRows(page, painted);
  const remote = (/** @type {string} */ path) => server.origin.replace('http:', 'vscode-remote:') + path;
  const payload = [
    ['extensionDevelopmentPath', remote(argument('extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(argument('extensionTestsPath'))],
    ['skipWelcome', 'true'],
  ];
  await page.goto(server.address({ folder: scratchFolder(), payload: JSON.stringify(payload) }));
  /** @type {Promise<string>} */
  const crash = new Promise((resolve) => page.once('crash', () => resolve('The page crashed.')));
  const status = await Promise.race([exit, crash, pause(endWithinMs, 'The suite did not end in time.', { ref: false })]);
  await browser.close();
  if (typeof status === 'number') return status;
  throw new Error(`${status}\n${server.log()}`);
});
