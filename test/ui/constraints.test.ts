import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

/** What an editor, a shell or XML may take for something else than text. */
const awkward = `<b>it's</b> $(trash) "q" \`c\` [go](command:x) &amp;`;

describe('Constraints and copies of a practice cluster', () => {
  const workbench = useWorkbench({ height: 1300, colorScheme: 'dark' });
  const dialog = () => workbench().dialog();
  const keyboard = () => workbench().page.keyboard;
  const quickInput = () => workbench().quickInput();
  const input = () => quickInput().locator('input').first();
  const resource = (name: string, state = '') => workbench().row('Resources', new RegExp(`^Resource ${name}: .*${state}`));
  const constraint = (text: RegExp) => workbench().row('Constraints', text);
  const question = (text: string) => quickInput().locator('.quick-input-title').filter({ hasText: text }).waitFor();
  const asks = (text: string | RegExp) => quickInput().getByPlaceholder(text).waitFor();
  const clipboard = () => workbench().page.evaluate<string>('navigator.clipboard.readText()');
  const commands = async () => {
    await dialog().waitFor();
    return /in the cluster One host:\n([^]*)$/.exec(await dialog().innerText())?.[1]?.trim();
  };
  const confirm = (verb: string) => dialog().getByRole('button', { name: verb, exact: true }).click();
  const terminal = (line: string) => workbench().runInTerminal('example-host', line);

  before(async () => {
    await workbench().runCommand('Pacemaker: Start Practice Cluster…');
    await workbench().pick(/One host/);
    await workbench().row('Clusters', /One host: practice cluster, connected/).waitFor({ timeout: 60_000 });
    await resource('FAKE5', 'Started').waitFor();
    await workbench().contextMenu(workbench().row('Clusters', /^Host example-host/));
    await workbench().chooseFromMenu('Open Terminal');
    await terminal('pcs resource create STATE ocf:pacemaker:Stateful promotable');
    await resource('STATE-clone').waitFor();
  });

  it('are copied as what pcs makes them from, whatever stands in it', async () => {
    const quoted = `'fake=${awkward.replaceAll("'", "'\\''")}'`;
    await terminal(`pcs resource create COPY ocf:pacemaker:Dummy ${quoted} op monitor interval=20s timeout=9s OCF_CHECK_LEVEL=10 meta priority=5`);
    await resource('COPY', 'Started').waitFor();
    await workbench().contextMenu(resource('COPY'));
    await workbench().chooseFromMenu('Copy as pcs Command');
    await workbench().page.getByText('The commands are on the clipboard.').waitFor();
    const copied = await clipboard();
    assert.ok(copied.startsWith(`pcs resource create COPY ocf:pacemaker:Dummy ${quoted} `), copied);
    assert.match(copied, /monitor OCF_CHECK_LEVEL=10 interval=20s timeout=9s|monitor interval=20s timeout=9s OCF_CHECK_LEVEL=10/);
    await terminal('pcs resource delete COPY');
    await resource('COPY').waitFor({ state: 'detached' });
    await terminal(copied);
    await resource('COPY', 'Started').waitFor();
    await workbench().contextMenu(resource('COPY'));
    await workbench().page.evaluate('navigator.clipboard.writeText("")');
    await workbench().chooseFromMenu('Copy as pcs Command');
    for (let count = 0; (await clipboard()) === '' && count < 100; count += 1) await workbench().page.waitForTimeout(50);
    assert.equal(await clipboard(), copied, 'what it makes is what was copied');
  });

  it('hold for the promoted instance alone, where that was asked for', async () => {
    await workbench().contextMenu(resource('FAKE1'));
    await workbench().chooseFromMenu('Constrain in Sets…', { within: 'Constrain' });
    await question('Constrain in Sets (1/3)');
    await workbench().pick(/^Run Together or Apart/);
    await question('(2/3)');
    await asks(/^So far: FAKE1\./);
    await workbench().pick(/^Next Set/);
    await workbench().pick(/^STATE-clone/);
    await asks(/^So far: FAKE1 \| STATE-clone/);
    await workbench().pick(/^Done/);
    await asks('What counts of STATE-clone');
    await workbench().pick(/^The Promoted Ones/);
    await question('(3/3)');
    await workbench().pick(/^Together.*INFINITY/);
    assert.equal(await commands(), 'pcs constraint colocation set FAKE1 set STATE-clone role=Promoted setoptions id=colocation-set-FAKE1-STATE-clone score=INFINITY');
    await workbench().screenshot('role-confirm');
    await confirm('Add');
    await constraint(/\{FAKE1\} \{STATE-clone \(Promoted\)\} together/).waitFor();
  });

  it('have their score changed, that of a rule too, the rule itself left alone', async () => {
    await workbench().contextMenu(resource('FAKE2'));
    await workbench().chooseFromMenu('Place by a Rule…', { within: 'Constrain' });
    await workbench().pick(/^A Node Attribute Is…/);
    await workbench().page.getByText('The attribute of the nodes').waitFor();
    await input().fill('rack');
    await input().press('Enter');
    await workbench().page.getByText('The value of rack').waitFor();
    await input().fill('a (b)');
    await input().press('Enter');
    await workbench().page.getByText('pcs parts a rule at brackets').waitFor();
    await input().fill('r1');
    await input().press('Enter');
    await workbench().pick(/^Avoid with a Score…/);
    await workbench().page.getByText('The score, a whole number from 1 to 999999.').waitFor();
    await input().fill('50');
    await input().press('Enter');
    assert.match(await commands() ?? '', /^pcs constraint location FAKE2 rule constraint-id=location-FAKE2 score=-50 rack eq r1$/);
    await confirm('Add');
    const ruled = constraint(/FAKE2.*rack eq r1/);
    await ruled.waitFor();
    await workbench().contextMenu(ruled);
    await workbench().chooseFromMenu('Change Score…');
    await asks('What it is to weigh; now -50');
    await workbench().pick(/^Prefer.*INFINITY/);
    await dialog().waitFor();
    await confirm('Change');
    await constraint(/FAKE2 by rule.*INFINITY if rack eq r1/).waitFor();
  });

  it('and what is typed stays what was typed, and is shown as that', async () => {
    const quoted = awkward.replaceAll("'", "'\\''");
    const give = async (name: string, value: string) => {
      await workbench().contextMenu(workbench().row('Nodes', /node example-host: online/));
      await workbench().chooseFromMenu('Set Node Attribute…');
      await question('(1/2)');
      await input().fill(name);
      await quickInput().getByRole('option').filter({ hasText: name }).waitFor();
      assert.equal(await quickInput().locator('.quick-input-list').locator('b, a[href], .codicon-trash').count(), 0);
      await keyboard().press('Enter');
      await question('(2/2)');
      await input().fill(value);
      await keyboard().press('Enter');
    };
    await give(awkward, 'x');
    assert.equal(await commands(), `pcs node attribute example-host '${quoted}=x'`);
    await confirm('Set');
    const refused = workbench().notification(/it was refused/);
    await refused.waitFor();
    assert.match(await refused.innerText(), /unable to set attribute .*Nothing was changed/s);
    assert.ok(!(await refused.innerText()).includes('<cib'), 'the CIB, which pcs prints there, has passwords in it');
    await workbench().screenshot('awkward');
    await refused.getByRole('button', { name: /^Clear Notification/ }).click();
    await give('site', awkward);
    assert.equal(await commands(), `pcs node attribute example-host 'site=${quoted}'`);
    await confirm('Set');
    const done = workbench().notification(/Give example-host the attribute site: .*: done in/);
    await done.waitFor();
    assert.equal(await done.locator('b, a[href], .codicon-trash').count(), 0);
    await workbench().runCommand('Pacemaker: Show Changes');
    await workbench().tab(/Changes\.sh/).waitFor();
    assert.ok((await workbench().editorText(/pcs node attribute example-host 'site/)).includes(`pcs node attribute example-host 'site=${quoted}'`));
  });
});
