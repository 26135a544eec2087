// Makes media/screenshot.png, the picture of the README: the packaged extension with the practice cluster in VS Code.
import { runScript, scratchFolder } from './lifetime.mjs';
import { installPackages } from './npm.mjs';

const width = 1240;
const height = 1080;
const sidebarWidth = 500;

await runScript(async () => {
  await installPackages();
  const { chromium } = await import('playwright-core');
  const { browserOptions } = await import('./browser.mjs');
  const { fetchPrograms } = await import('./cache.mjs');
  const { packageExtension } = await import('./packaging.mjs');
  const { importSource } = await import('./source.mjs');
  const { startVSCode } = await import('./vscode.mjs');
  const { openWorkbench } = /** @type {typeof import('../test/ui/workbench')} */ (await importSource('test/ui/workbench.ts'));

  const vsix = await packageExtension();
  await fetchPrograms();
  const settings = { 'pacemaker.practice.startAutomatically': 'one-host', 'editor.minimap.enabled': false, 'editor.wordWrap': 'on' };
  const server = await startVSCode({ vsix, settings, environment: { HOME: scratchFolder() } });
  const browser = await chromium.launch(await browserOptions());
  const workbench = await openWorkbench(browser, server.address(), { width, height });
  const { page } = workbench;
  await workbench.row('Resources', 'FAKE1').waitFor();

  const edge = await page.locator('.sidebar').boundingBox();
  if (!edge) throw new Error('There is no sidebar.');
  await page.mouse.move(edge.x + edge.width, height / 2);
  await page.mouse.down();
  await page.mouse.move(edge.x + sidebarWidth, height / 2, { steps: 5 });
  await page.mouse.up();
  await workbench.expand(workbench.row('Guests', 'guest1'));
  await workbench.contextMenu(workbench.row('Resources', 'vm-guest1'));
  await workbench.chooseFromMenu('Open Resource');
  await workbench.tab(/vm-guest1/).waitFor();
  await workbench.row('Resources', 'vm-guest1').click();
  await page.mouse.move(width - 20, height - 100);
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: 'media/screenshot.png' });
  await browser.close();
});
