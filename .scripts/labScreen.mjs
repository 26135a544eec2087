// The lab's cluster on the screen of VS Code, for tests that click.
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { browserOptions } from './browser.mjs';
import { labCluster } from './labEditor.mjs';
import { startVSCode } from './vscode.mjs';

/**
 * The server reaches the lab's machines from outside of their network, as a person's editor does; so the tests are run outside, too.
 * @template T
 * @param {string} release whose lab is up
 * @param {(environment: NodeJS.ProcessEnv) => Promise<T>} runTests
 * @returns {Promise<T>}
 */
export async function withScreen(release, runTests) {
  const { settings, environment = {} } = await labCluster(['--release', release]);
  const server = await startVSCode({ linked: resolve('.'), settings, environment, args: ['--force-disable-user-env'] });
  const browser = await chromium.launchServer(await browserOptions());
  try {
    return await runTests({ PACEMAKER_EXPLORER_ADDRESS: server.address(), PACEMAKER_EXPLORER_BROWSER: browser.wsEndpoint() });
  } finally {
    await browser.close();
    await server.end();
  }
}
