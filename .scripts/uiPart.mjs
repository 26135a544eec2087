// The tests that see and click what a user sees: the packaged extension, installed in VS Code, in a browser.
import { chromium } from 'playwright-core';
import { browserOptions } from './browser.mjs';
import { fetchPrograms } from './cache.mjs';
import { scratchFolder } from './lifetime.mjs';
import { checkPackage, packageExtension } from './packaging.mjs';
import { startVSCode } from './vscode.mjs';

/**
 * One server and one browser serve all tests; each opens pages of its own in them.
 * @template T
 * @param {(environment: NodeJS.ProcessEnv) => Promise<T>} runTests
 * @returns {Promise<T>}
 */
export async function uiPart(runTests) {
  await fetchPrograms();
  const vsix = await packageExtension();
  checkPackage();
  const server = await startVSCode({ vsix, environment: { HOME: scratchFolder() } });
  const browser = await chromium.launchServer(await browserOptions());
  try {
    return await runTests({ PACEMAKER_EXPLORER_ADDRESS: server.address(), PACEMAKER_EXPLORER_BROWSER: browser.wsEndpoint() });
  } finally {
    await browser.close();
  }
}
