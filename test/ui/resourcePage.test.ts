import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { MASK } from '../../src/core/secretNames';
import { incompleteOutlook, panelTexts } from '../../src/render/outlookText';
import { panelPage } from '../../src/render/panelPage';
import { firstValues, formProblems, type ResourceForm, resourceForm } from '../../src/render/resourceForm';
import type { FromPanel, ToPanel } from '../../src/render/resourcePanelProtocol';
import { agent, fence, machine, parameter } from '../unit/render/agentParts';
import { t } from '../unit/render/plainTranslate';
import { resource, snapshot } from '../unit/render/snapshotParts';
import { contrastOf, pointsThatDiffer, themes, wear } from './looks';

const address = 'http://panel.test';

/** The page alone, with what an editor gives it: it writes down what it is told, and what is to outlive the page. */
const editor = `
  window.told = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.told.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });`;

describe('The page of a form', () => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  const told = () => page.evaluate<readonly FromPanel[]>('window.told');
  const tell = (...messages: readonly unknown[]) => page.evaluate((all) => all.forEach((message) => (globalThis as unknown as { postMessage(message: unknown): void }).postMessage(message)), messages);
  const focused = () => page.evaluate<string>('document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.className ?? ""');
  const source = { snapshot: snapshot({ resources: [resource('web', { kind: 'group', children: [resource('ip')] })] }), resource: null };
  const show = async (form: ResourceForm, more: Partial<Extract<ToPanel, { kind: 'show' }>> = {}) => {
    const values = firstValues(form);
    const problems = formProblems(form, values, t);
    await tell({ kind: 'show', form: form.view, values, kept: [], texts: panelTexts(t), ...more }, { kind: 'problems', problems }, { kind: 'outlook', outlook: incompleteOutlook(form, problems, t) });
    await page.getByRole('heading', { level: 1 }).waitFor();
  };

  before(async () => {
    const browserAddress = process.env['PACEMAKER_EXPLORER_BROWSER'];
    assert.ok(browserAddress !== undefined);
    browser = await chromium.connect(browserAddress);
  });

  beforeEach(async () => {
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.addInitScript(editor);
    const html = panelPage({ language: 'en', title: 'Form', script: '/resourcePage.js', style: '/resourcePage.css', source: address, nonce: 'abc' });
    await page.route(`${address}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
      if (!/^\/resourcePage\.(js|css)$/.test(pathname)) return route.fulfill({ status: 404 });
      return route.fulfill({ contentType: pathname.endsWith('.css') ? 'text/css' : 'text/javascript', body: readFileSync(`dist${pathname}`) });
    });
    await page.goto(address);
  });

  afterEach(async () => {
    await page.close();
    assert.deepEqual(complaints.filter((complaint) => !complaint.includes('favicon')), [], 'its own policy forbids nothing that it does');
  });

  after(async () => browser.close());

  it('says that it is ready, and begins in the first field', async () => {
    assert.deepEqual(await told(), [{ kind: 'ready' }]);
    await show(resourceForm({ metadata: machine, ...source }, t));
    assert.equal(await focused(), 'Name');
    await page.keyboard.type('vm1');
    await page.keyboard.press('Tab');
    assert.deepEqual((await told()).at(-1), { kind: 'edited', values: { id: 'vm1' } });
  });

  it('has a name, and what it is for, for every control that a screen reader comes to', async () => {
    await show(resourceForm({ metadata: machine, ...source }, t));
    const config = page.getByRole('textbox', { name: 'config' });
    assert.equal(await config.getAttribute('aria-description'), 'Virtual domain configuration file');
    assert.equal(await config.evaluate((input: { readonly required?: boolean }) => input.required), true);
    const described = await page.getByRole('combobox', { name: 'force_stop' }).getAttribute('aria-describedby');
    assert.equal(await page.locator(`#${described ?? ''}`).innerText(), 'Always force shutdown on stop');
    assert.ok(await page.getByRole('group', { name: 'Parameters' }).isVisible());
  });

  it('says what is wrong only after somebody was there, or when it cannot go on: then it leads there', async () => {
    await show(resourceForm({ metadata: machine, ...source }, t));
    assert.equal(await page.getByText('This has to be filled in.').count(), 0);
    await page.getByRole('button', { name: 'Create…' }).click();
    assert.deepEqual((await told()).at(-1), { kind: 'submit' });
    await tell({ kind: 'declined', why: '' });
    const summary = page.getByRole('alert');
    await summary.waitFor();
    assert.equal(await focused(), 'summary');
    assert.equal(await page.getByRole('textbox', { name: 'config' }).getAttribute('aria-invalid'), 'true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'config');
  });

  it('shows what a choice asks for, and only then', async () => {
    await show(resourceForm({ metadata: machine, ...source }, t));
    assert.equal(await page.getByRole('combobox', { name: 'Group', exact: true }).isVisible(), false);
    await page.getByRole('combobox', { name: 'Runs' }).focus();
    await page.keyboard.press('ArrowDown');
    assert.deepEqual((await told()).at(-1), { kind: 'edited', values: { place: 'group' } });
    assert.equal(await page.getByRole('combobox', { name: 'Group', exact: true }).isVisible(), true);
    await page.getByRole('combobox', { name: 'Group', exact: true }).click();
    await page.getByRole('option', { name: 'web' }).click();
    assert.equal(await page.getByRole('combobox', { name: 'Place in the group' }).isVisible(), true);
  });

  it('shows the command, what would happen, and what is to be thought of', async () => {
    await show(resourceForm({ metadata: machine, ...source }, t));
    await tell({ kind: 'outlook', outlook: { stage: 'known', note: '', commands: ['pcs resource create <b>vm1</b>'], consequences: ['Starts vm1 on host1.'], cautions: ['There is no fencing.'] } });
    const footer = page.getByRole('contentinfo');
    await footer.getByText('Starts vm1 on host1.').waitFor();
    assert.match(await footer.innerText(), /pcs resource create <b>vm1<\/b>[^]*There is no fencing\./);
    await footer.getByRole('button', { name: 'Copy Command' }).click();
    assert.deepEqual((await told()).at(-1), { kind: 'copy' });
  });

  it('shows names of the cluster as text, whatever they are', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    await show(resourceForm({ metadata: agent('ocf:evil:x', { shortdesc: evil, longdesc: evil, parameters: [parameter(evil, { shortdesc: evil, longdesc: `${evil}!`, options: [evil] })] }), ...source }, t));
    assert.equal(await page.locator('img, body script').count(), 0);
    assert.equal(await page.title(), 'Form');
    assert.equal(await page.getByText('<img src=x').count() > 2, true);
  });

  it('takes no message that is none', async () => {
    await show(resourceForm({ metadata: machine, ...source }, t));
    await tell(null, 'busy', { kind: 'show' }, { kind: 'show', form: {}, values: {}, kept: [], texts: {} }, { kind: 'toString' }, { kind: 'outlook', outlook: { stage: 'known' } }, { kind: 'problems', problems: { id: 5 } });
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Create a resource: ocf:heartbeat:VirtualDomain');
  });

  it('keeps no secret, and what was open stays open when it comes back', async () => {
    const form = resourceForm({ metadata: fence, ...source }, t);
    await show(form);
    const password = page.getByLabel('password', { exact: true });
    assert.equal(await password.first().getAttribute('type'), 'password');
    await page.getByText('Meta attributes').click();
    await password.first().locator('input').fill('geheim');
    assert.deepEqual((await told()).at(-1), { kind: 'edited', values: { 'parameter password': 'geheim' } });
    assert.equal(await page.evaluate('sessionStorage.getItem("state")'), '{"open":["meta"]}');
    await page.reload();
    await show(form, { kept: ['parameter password'] });
    assert.equal(await page.getByRole('combobox', { name: 'target-role' }).isVisible(), true);
    assert.equal(await password.first().locator('input').inputValue(), '');
    assert.equal(await password.first().locator('input').getAttribute('placeholder'), 'Typed before; it is kept');
  });

  it('has a secret taken out by keyboard, under a name for a screen reader', async () => {
    const configured = resource('fence1', { agent: fence.name, config: { template: null, description: null, parameters: { ip: 'a', password: MASK }, meta: {}, operations: [], utilization: {} } });
    await show(resourceForm({ metadata: fence, snapshot: snapshot({ fencing: [configured] }), resource: configured }, t));
    const becomes = page.getByRole('combobox', { name: 'password: what is set now' });
    await page.getByRole('textbox', { name: 'password', exact: true }).focus();
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'password: what is set now');
    await page.keyboard.press('ArrowDown');
    assert.deepEqual((await told()).at(-1), { kind: 'edited', values: { 'secret password': 'out' } });
    assert.equal(await page.getByRole('textbox', { name: 'password', exact: true }).isVisible(), false);
    await becomes.press('ArrowUp');
    assert.deepEqual((await told()).at(-1), { kind: 'edited', values: { 'secret password': '' } });
    assert.equal(await page.getByRole('textbox', { name: 'password', exact: true }).isVisible(), true);
  });

  it('lets nothing be changed while it is carried out', async () => {
    await show(resourceForm({ metadata: machine, ...source }, t));
    const name = (disabled: boolean) => page.getByRole('textbox', { name: 'Name', disabled });
    await tell({ kind: 'busy', busy: true });
    await name(true).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Create…' }).isDisabled(), true);
    await tell({ kind: 'busy', busy: false });
    await name(false).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Create…' }).isDisabled(), false);
  });

  for (const [theme, forcedColors] of [['Dark Modern', 'none'], ['Dark High Contrast', 'none'], ['Dark High Contrast', 'active']] as const) {
    it(`can be read, shows where one is, and tells what is wrong not by a colour alone: ${theme}${forcedColors === 'active' ? ', colours of the system' : ''}`, async () => {
      await page.emulateMedia({ colorScheme: 'dark', forcedColors, reducedMotion: 'reduce' });
      await wear(page, themes[theme]);
      await show(resourceForm({ metadata: machine, ...source }, t));
      await page.getByRole('button', { name: 'Create…' }).click();
      await tell({ kind: 'declined', why: '' });
      await page.getByRole('alert').waitFor();
      const problem = page.locator('.problem:not(:empty)').first();
      assert.ok((await problem.innerText()).length > 0, 'a sentence says what is wrong');
      assert.match(await problem.evaluate((element) => (globalThis as unknown as { getComputedStyle(of: unknown, part: string): { readonly content: string } }).getComputedStyle(element, '::before').content), /⚠/);
      const looked = { title: page.getByRole('heading', { level: 1 }), label: page.locator('.field > label').first(), help: page.locator('.help:not(:empty)').first(), problem, summary: page.getByRole('alert').locator('a').first(), button: page.getByRole('button', { name: 'Create…' }) };
      for (const [name, element] of Object.entries(looked)) {
        const contrast = await contrastOf(element);
        assert.ok(contrast >= 4.5, `the contrast of ${name} is ${contrast.toFixed(1)}`);
      }
      const stops = { text: page.locator('vscode-text-field').first(), choice: page.locator('vscode-dropdown').first(), button: page.getByRole('button', { name: 'Create…' }) };
      for (const [name, element] of Object.entries(stops)) {
        // By keyboard, since only then a button shows it.
        await page.locator('summary').first().focus();
        await page.keyboard.press('Tab');
        await element.scrollIntoViewIfNeeded();
        const { x, y, width, height } = await element.boundingBox() ?? assert.fail(name);
        const picture = () => page.screenshot({ clip: { x: x - 4, y: y - 4, width: width + 8, height: height + 8 } });
        const before = await picture();
        await element.focus();
        const differ = await pointsThatDiffer(page, before, await picture());
        assert.ok(differ >= width, `${name} of ${Math.round(width)} by ${Math.round(height)} shows by ${differ} points that it has the focus`);
      }
    }).timeout(90_000);
  }
});
