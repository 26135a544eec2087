import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

export type ViewName = 'Clusters' | 'Nodes' | 'Guests' | 'Resources' | 'Constraints';

/** VS Code in a browser as a person uses it: what is not visible cannot be found here either. */
export interface Workbench {
  readonly page: Page;
  /** Opens the Pacemaker sidebar; it stays open when it already is. */
  openPacemaker(): Promise<void>;
  /** The views of the open sidebar, from top to bottom. */
  viewNames(): Promise<readonly string[]>;
  view(view: ViewName): Locator;
  /** A row by what a screen reader says of it, or a part of that. */
  row(view: ViewName, name: string | RegExp): Locator;
  /** What a screen reader says of the visible rows, from top to bottom. */
  rows(view: ViewName): Promise<readonly string[]>;
  expand(row: Locator): Promise<void>;
  /** Right-clicks a row and answers the entries of its menu, which stays open. */
  contextMenu(row: Locator): Promise<readonly string[]>;
  chooseFromMenu(entry: string, options?: { readonly within: string }): Promise<void>;
  /** Drags a row onto another with the mouse, and lets go when that one shows that it takes it. */
  drag(row: Locator, onto: Locator): Promise<void>;
  /** Runs a command from the palette by its title as it stands there. */
  runCommand(title: string): Promise<void>;
  /** Picks an entry of the quick pick that is open. */
  pick(entry: string | RegExp): Promise<void>;
  /** The quick pick or input box that is open. */
  quickInput(): Locator;
  /** The dialog that covers all else. */
  dialog(): Locator;
  notification(text: string | RegExp): Locator;
  /** The tab of an editor. */
  tab(name: string | RegExp): Locator;
  /** The visible lines of the active editor, once they match. Rejects with what they are when they do not come to it. */
  editorText(wanted: RegExp): Promise<string>;
  /** Runs a line in the terminal of that name, once it is there. */
  runInTerminal(name: string, line: string): Promise<void>;
  /** Writes a picture to out/pictures and answers its path. */
  screenshot(name: string): Promise<string>;
}

/** What is used of an element in the page; the types of browsers are not in this project. */
interface PageElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): { readonly top: number };
}

export interface WorkbenchOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/**
 * Opens one workbench for the tests of the suite it is called in and closes it behind them.
 * A test that fails leaves a picture.
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let browser: Browser | undefined;
  let workbench: Workbench | undefined;
  before(async () => {
    browser = await chromium.connect(variable('PACEMAKER_EXPLORER_BROWSER'));
    workbench = await openWorkbench(browser, variable('PACEMAKER_EXPLORER_ADDRESS'), options);
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || !workbench) return;
    process.stdout.write(`    what was on the screen: ${await workbench.screenshot(this.currentTest.fullTitle())}\n`);
  });
  after(async () => browser?.close());
  return () => {
    if (!workbench) throw new Error('The workbench is open only while tests run.');
    return workbench;
  };
}

/** Opens a page with an empty window of VS Code, which has a profile and an extension host of its own. */
export async function openWorkbench(browser: Browser, address: string, options: WorkbenchOptions = {}): Promise<Workbench> {
  const { colorScheme = 'light', width = 1280, height = 900 } = options;
  const context = await browser.newContext({ colorScheme, viewport: { width, height }, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(address);
  await page.getByRole('tab', { name: 'Pacemaker' }).waitFor({ timeout: 60_000 });
  const workbench = workbenchOn(page);
  await workbench.openPacemaker();
  return workbench;
}

function workbenchOn(page: Page): Workbench {
  const activity = page.getByRole('tab', { name: 'Pacemaker' });
  const quickInput = page.locator('.quick-input-widget');
  const menu = page.getByRole('menu').last();
  const view = (name: ViewName) => page.getByRole('tree', { name, exact: true });
  const labels = (elements: Locator) => elements.evaluateAll((all: PageElement[]) => all.map((element) => element.getAttribute('aria-label') ?? ''));
  return {
    page,
    openPacemaker: async () => {
      if ((await activity.getAttribute('aria-selected')) !== 'true') await activity.click();
      await page.getByRole('button', { name: /^Clusters Section$/ }).waitFor();
    },
    viewNames: async () => (await labels(page.locator('.sidebar .pane-header'))).map((label) => label.replace(/ Section$/, '')),
    view,
    row: (name, label) => view(name).getByRole('treeitem', { name: label }).first(),
    rows: async (name) => labels(view(name).getByRole('treeitem')),
    expand: async (row) => {
      if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
    },
    contextMenu: async (row) => {
      await row.click({ button: 'right' });
      await menu.waitFor();
      return (await menu.getByRole('menuitem').allInnerTexts()).map((text) => text.trim());
    },
    // A menu takes no click so soon after it came up, but it takes the keyboard.
    chooseFromMenu: async (entry, options) => {
      if (options !== undefined) {
        await menu.getByRole('menuitem', { name: options.within }).hover();
        await page.keyboard.press('ArrowRight');
      }
      await menu.getByRole('menuitem', { name: entry }).hover();
      await page.keyboard.press('Enter');
      await menu.waitFor({ state: 'hidden' });
    },
    drag: async (row, onto) => {
      await row.hover();
      await page.mouse.down();
      const taking = onto.and(page.locator('.drop-target'));
      for (let count = 0; (await taking.count()) === 0; count += 1) {
        if (count > 200) throw new Error('The row does not take what is dragged.');
        const box = await onto.boundingBox();
        if (box) await page.mouse.move(box.x + 60 + (count % 2), box.y + box.height / 2, { steps: 2 });
      }
      await page.mouse.up();
    },
    runCommand: async (title) => {
      await page.keyboard.press('F1');
      await quickInput.locator('input').first().fill(`>${title}`);
      await quickInput.getByRole('option', { name: title }).first().click();
    },
    pick: async (entry) => quickInput.getByRole('option', { name: entry }).first().click(),
    quickInput: () => quickInput,
    dialog: () => page.getByRole('dialog').filter({ has: page.locator('.dialog-message-text') }),
    notification: (text) => page.locator('.notification-toast').filter({ hasText: text }),
    tab: (name) => page.locator('.tabs-container').getByRole('tab', { name }),
    editorText: async (wanted) => {
      const lines = page.locator('.editor-group-container.active .monaco-editor .view-line');
      await lines.first().waitFor();
      for (let count = 0; ; count += 1) {
        // The editor places lines by style, not in the order of the document, and writes spaces as no-break spaces.
        const placed = await lines.evaluateAll((all: PageElement[]) => all.map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' })));
        const text = placed.sort((one, other) => one.top - other.top).map((line) => line.text.replaceAll('\u00a0', ' ')).join('\n');
        if (wanted.test(text)) return text;
        // While a document is being painted, a line may still stand where it stood before.
        if (count === 50) throw new Error(`The editor does not show ${wanted}:\n${text}`);
        await page.waitForTimeout(100);
      }
    },
    runInTerminal: async (name, line) => {
      const terminal = page.locator('.terminal-wrapper.active .terminal.xterm');
      await terminal.waitFor();
      // A panel that opens slowly begins a shell of its own beside the terminal that it was opened for.
      const tab = page.locator('.terminal-tabs-entry').filter({ hasText: name });
      if (await tab.isVisible()) await tab.click();
      await terminal.click();
      await page.keyboard.insertText(line);
      await page.keyboard.press('Enter');
    },
    screenshot: async (name) => {
      mkdirSync(join('out', 'pictures'), { recursive: true });
      const path = join('out', 'pictures', `${name.replace(/[^\w-]+/g, '-').slice(0, 100)}.png`);
      await page.screenshot({ path });
      return path;
    },
  };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: npm test sets it.`);
  return value;
}
