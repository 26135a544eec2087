import assert from 'node:assert/strict';
import { clusterRows } from '../../src/render/clusterRows';
import { viewRows } from '../../src/render/viewFrame';
import { drawnRows } from '../unit/render/drawnRows';
import { t } from '../unit/render/plainTranslate';
import { agrees, isWhole } from './agreement';
import type { Followed } from './followed';
import { type LabTests, mustRunOn, useLab } from './labTests';
import { part } from './partition';
import { followThroughOne } from './takenOver';
import { weigh } from './votes';

/** Milliseconds for the hosts to notice, and for the disagreement to last. */
const noticedMs = 25_000;

describe('Hosts that have lost sight of each other', function () {
  this.timeout(240_000);
  const tests = useLab();
  const { hosts, test } = tests;

  test('are shown as disagreeing, each with its view, until they see each other again', async () => {
    const { followed, answering, other } = await followThroughOne(tests);
    const [one, two] = [answering.name, other.name];
    await harmless(tests, followed);
    const heal = await part(tests);
    await followed.untilLive('they disagree', ({ otherViews }) => otherViews.length > 0, noticedMs);
    const { state } = followed;
    assert.ok(state.kind === 'live');
    assert.equal(state.last.host, one);
    assert.deepEqual(state.otherViews.map(({ host, snapshot }) => [host, snapshot.host, members(snapshot)]), [[two, two, [two]]]);
    assert.deepEqual(members(state.last), [one]);

    const rows = drawnRows(clusterRows([followed], 'lab', Date.now(), t));
    assert.match(rows, /lab · hosts disagree, /);
    assert.match(rows, new RegExp(`${one} · answers; sees ${one}; quorum; DC ${one} \\[`));
    assert.match(rows, new RegExp(`${two} · connected; sees ${two}; quorum; DC ${two} \\[`));
    assert.match(rows, new RegExp(`Members online · ${two} says ${two}; ${one} says ${one}\\. `));
    assert.match(drawnRows(viewRows('nodes', followed, t)), new RegExp(`${two} · .*offline`, 'i'));

    await heal();
    await followed.untilLive('they agree', ({ otherViews }) => otherViews.length === 0, noticedMs);
    await isAsBefore(followed);
  });

  test('are believed where they have quorum', async () => {
    const { followed, answering, other } = await followThroughOne(tests);
    await harmless(tests, followed);
    await weigh(tests, other.name);
    const heal = await part(tests);
    await followed.untilLive(`${other.name} is believed`, ({ last }) => last.host === other.name && last.cluster.quorum === true, noticedMs);
    await followed.untilLive('they disagree', ({ otherViews }) => otherViews.length > 0, noticedMs);
    const rows = drawnRows(clusterRows([followed], 'lab', Date.now(), t));
    assert.match(rows, new RegExp(`${answering.name} · connected; sees ${answering.name}; no quorum; `));
    assert.match(rows, new RegExp(`Quorum · ${answering.name} says no; ${other.name} says yes\\. `));
    await heal();
    await followed.untilLive('they agree', ({ otherViews }) => otherViews.length === 0, noticedMs);
    await isAsBefore(followed);
  });

  async function isAsBefore(followed: Followed): Promise<void> {
    await followed.untilLive('both are online', ({ last }) => members(last).length === 2, noticedMs);
    await followed.untilLive('nothing is missing', ({ notes }) => notes.length === 0, noticedMs);
    await agrees(followed, hosts);
  }
});

/** For the length of a test nobody shoots anybody, and neither half starts what the other runs: of a guest's disk nothing would be left. */
async function harmless({ lab, afterwards }: LabTests, followed: Followed): Promise<void> {
  const host = lab.host('host1');
  afterwards(async () => {
    await mustRunOn(host, `
      timeout 60 sh -c 'until [ "$(crm_node --partition | wc -w)" -eq 2 ]; do sleep 0.2; done'
      crm_attribute --type crm_config --name stonith-enabled --update true
      crm_attribute --type crm_config --name maintenance-mode --delete`);
    await followed.untilLive('all is well again', isWhole, 60_000);
  });
  await mustRunOn(host, `
    crm_attribute --type crm_config --name maintenance-mode --update true
    crm_attribute --type crm_config --name stonith-enabled --update false`);
  await followed.untilLive('it is so', ({ last }) => last.cluster.maintenanceMode === true && last.cluster.stonithEnabled === false, 5_000);
}

function members({ nodes }: NonNullable<Followed['state']['last']>): readonly string[] {
  return nodes.filter(({ kind, online }) => kind === 'cluster' && online).map(({ name }) => name).sort();
}
