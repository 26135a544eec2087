import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

describe('What is asked before a practice cluster is changed', () => {
  const workbench = useWorkbench({ height: 1300 });
  const dialog = () => workbench().dialog();
  const keyboard = () => workbench().page.keyboard;
  const resource = (name: string, state = 'Started') => workbench().row('Resources', new RegExp(`^Resource ${name}: .*${state}`));
  const node = (name: string, state = 'online') => workbench().row('Nodes', new RegExp(`node ${name}: ${state}`));
  const constraint = (text: string) => workbench().row('Constraints', new RegExp(text));
  const options = () => workbench().quickInput().getByRole('option');
  /** A question by its title, which ends in its place among others. */
  const question = (text: string) => workbench().quickInput().locator('.quick-input-title').filter({ hasText: text }).waitFor();
  const labels = async () => (await options().locator('.quick-input-list-rows > :first-child .label-name').allInnerTexts()).map((text) => text.trim());
  /** What is run when the dialog is confirmed. */
  const commands = async () => {
    await dialog().waitFor();
    return /in the cluster One host:\n([^]*)$/.exec(await dialog().innerText())?.[1]?.trim();
  };
  const confirm = (verb: string) => dialog().getByRole('button', { name: verb, exact: true }).click();
  const giveUp = async () => {
    await keyboard().press('Escape');
    await workbench().quickInput().or(dialog()).filter({ visible: true }).waitFor({ state: 'hidden' });
  };

  before(async () => {
    await workbench().runCommand('Pacemaker: Start Practice Cluster…');
    await workbench().pick(/One host/);
    await workbench().row('Clusters', /One host: practice cluster, connected/).waitFor({ timeout: 60_000 });
    for (const name of ['FAKE1', 'FAKE2', 'FAKE4', 'FAKE5']) await resource(name).waitFor();
  });

  it('leads to an order in two steps, with a way back', async () => {
    await workbench().contextMenu(resource('FAKE1'));
    await workbench().chooseFromMenu('Start Before or After…', { within: 'Constrain' });
    await question('When FAKE1 Starts (1/2)');
    await workbench().pick(/^FAKE4/);
    await question('When FAKE1 Starts (2/2)');
    await workbench().quickInput().getByRole('button', { name: 'Back' }).click();
    await question('When FAKE1 Starts (1/2)');
    await workbench().pick(/^FAKE2/);
    await question('When FAKE1 Starts (2/2)');
    assert.deepEqual(await labels(), ['First FAKE2, then FAKE1', 'First FAKE1, then FAKE2', 'Details…']);
    await workbench().pick(/^First FAKE2, then FAKE1/);
    assert.equal(await commands(), 'pcs constraint order start FAKE2 then start FAKE1');
    await confirm('Add');
    await constraint('^Order constraint .*FAKE2 then .*FAKE1').waitFor();
  });

  it('leaves nothing behind when it is given up, wherever', async () => {
    const before = await workbench().rows('Constraints');
    for (const steps of [0, 1, 2]) {
      await workbench().contextMenu(resource('FAKE1'));
      await workbench().chooseFromMenu('Run Together or Apart…', { within: 'Constrain' });
      await question('What FAKE1 Runs With (1/2)');
      if (steps > 0) {
        await workbench().pick(/^FAKE2/);
        await question('What FAKE1 Runs With (2/2)');
      }
      if (steps > 1) {
        await workbench().pick(/^Together.*INFINITY/);
        assert.equal(await commands(), 'pcs constraint colocation add FAKE1 with FAKE2 INFINITY');
      }
      await giveUp();
    }
    assert.deepEqual(await workbench().rows('Constraints'), before);
  });

  it('puts all selected resources into a group, whose name is typed', async () => {
    await resource('FAKE4').click();
    await resource('FAKE5').click({ modifiers: ['Control'] });
    await workbench().contextMenu(resource('FAKE5'));
    await workbench().chooseFromMenu('Put into Group…', { within: 'Shape' });
    await question('Put FAKE4, FAKE5 into a Group (1/2)');
    await keyboard().type('pair');
    await options().filter({ hasText: 'pair' }).waitFor();
    await keyboard().press('Enter');
    await question('(2/2)');
    assert.deepEqual(await labels(), ['Last']);
    await keyboard().press('Enter');
    assert.equal(await commands(), 'pcs resource group add pair FAKE4 FAKE5');
    await confirm('Group');
    await workbench().row('Resources', /^Resource pair: group, 2 of 2 running/).waitFor();
  });

  it('offers a host the ways out of its work, and leads it back', async () => {
    await workbench().contextMenu(node('guest1'));
    await workbench().chooseFromMenu('Take Down for Maintenance…');
    await question('Take Down guest1');
    assert.deepEqual(await labels(), ['Standby', 'Leave All as It Is']);
    await giveUp();
    await workbench().contextMenu(node('example-host'));
    await workbench().chooseFromMenu('Take Down for Maintenance…');
    await question('Take Down example-host');
    assert.deepEqual(await labels(), ['Standby', 'Standby, Then Stop the Cluster There', 'Leave All as It Is']);
    await workbench().pick(/^Leave All as It Is/);
    assert.equal(await commands(), 'pcs node maintenance example-host');
    await confirm('Take Down');
    await node('example-host', '.*maintenance').waitFor();
    await workbench().contextMenu(node('example-host', '.*maintenance'));
    await workbench().chooseFromMenu('Bring Back');
    await dialog().waitFor();
    await confirm('Bring Back');
    await node('example-host', 'online, DC').waitFor();
  });

  it('comes up where a resource is dropped on a node, and is given up without a trace', async () => {
    const before = await workbench().rows('Constraints');
    await workbench().drag(resource('FAKE1'), node('example-host'));
    await question('Place on Node');
    assert.deepEqual(await labels(), ['Prefer', 'Prefer with a Score…', 'Avoid', 'Avoid with a Score…', 'Move There Now']);
    await giveUp();
    await workbench().drag(resource('FAKE1'), workbench().row('Nodes', /^Resource vm-guest1/));
    await workbench().notification('Drop a resource on a node to let it prefer or avoid that node, or move there.').waitFor();
    assert.deepEqual(await workbench().rows('Constraints'), before);
  });

  it('does with a resource that was dropped, out of either view, what was chosen', async () => {
    await workbench().drag(workbench().row('Nodes', /^Resource FAKE3/), node('example-host'));
    await question('Place on Node');
    await workbench().pick(/^Move There Now/);
    assert.equal(await commands(), 'pcs resource move FAKE3 example-host');
    await giveUp();
    await workbench().drag(resource('FAKE3'), node('example-host'));
    await question('Place on Node');
    await workbench().pick(/^Avoid.*-INFINITY/);
    assert.equal(await commands(), 'pcs constraint location FAKE3 avoids example-host=INFINITY');
    await confirm('Add');
    await constraint('^Location constraint .*FAKE3 avoids example-host').waitFor();
  });

  it('leads out of what a ban has left: it is a problem, with what clears it above', async () => {
    // Where several rows were selected that are gone, the editor offers only what can be done to several until one is clicked.
    await resource('FAKE2').click();
    await workbench().contextMenu(resource('FAKE2'));
    await workbench().chooseFromMenu('Ban Resource from Node…');
    await question('Ban FAKE2');
    await workbench().pick(/^guest1/);
    assert.equal(await commands(), 'pcs resource ban FAKE2 guest1');
    await confirm('Ban');
    await resource('FAKE2', 'Started, on example-host').waitFor();
    await workbench().runCommand('Problems: Focus on Problems View');
    const problem = workbench().page.locator('.markers-panel').getByRole('treeitem', { name: /left over from a move or a ban/ });
    await problem.dblclick();
    await workbench().page.getByRole('button', { name: 'Clear what moves and bans of FAKE2 have left' }).click();
    assert.equal(await commands(), 'pcs resource clear FAKE2');
    await confirm('Clear');
    await problem.waitFor({ state: 'hidden' });
    await constraint('cli-ban-FAKE2').waitFor({ state: 'hidden' });
  });

  it('runs what was confirmed and nothing else', async () => {
    await workbench().runCommand('Pacemaker: Show Changes');
    await workbench().tab(/Changes\.sh/).waitFor();
    const script = await workbench().editorText(/^pcs resource clear FAKE2$/m);
    assert.deepEqual(script.split('\n').filter((line) => line.startsWith('pcs ')), [
      'pcs constraint order start FAKE2 then start FAKE1', 'pcs resource group add pair FAKE4 FAKE5', 'pcs node maintenance example-host', 'pcs node unmaintenance example-host',
      'pcs constraint location FAKE3 avoids example-host=INFINITY', 'pcs resource ban FAKE2 guest1', 'pcs resource clear FAKE2',
    ]);
  });
});
