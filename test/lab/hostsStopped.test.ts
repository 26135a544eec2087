import assert from 'node:assert/strict';
import { clusterRows } from '../../src/render/clusterRows';
import { dependentViews, viewFrame, viewRows, type DependentView } from '../../src/render/viewFrame';
import { drawnRows } from '../unit/render/drawnRows';
import { t } from '../unit/render/plainTranslate';
import { agrees, isWhole } from './agreement';
import { follow, quiet } from './followed';
import { mustRunOn, useLab } from './labTests';

describe('A cluster that is stopped on all hosts', function () {
  this.timeout(300_000);
  const tests = useLab();
  const { lab, hosts, test, change } = tests;
  const host1 = lab.host('host1');

  test('is shown as stopped with its last rows, and is live by itself when it runs again', async () => {
    const followed = await follow(tests);
    await quiet(followed);
    const names = Object.keys(dependentViews) as DependentView[];
    const labels = () => names.map((name) => viewRows(name, followed, t).map(({ label }) => label));
    const before = labels();
    // Without it the hosts would wait 20 s for others before they elect a DC.
    await change(host1, 'crm_attribute --type crm_config --name dc-deadtime --update 3s', 'crm_attribute --type crm_config --name dc-deadtime --delete');
    // Pacemaker alone at first: corosync keeps the hosts together, and no program of the cluster has anything to say.
    const start = await change(host1, 'true', 'pcs cluster start --all');
    await Promise.all(hosts.map((host) => mustRunOn(host, 'systemctl stop pacemaker')));
    await followed.until('its Pacemaker is stopped', ({ kind }) => kind === 'stopped', 10_000);
    for (const host of hosts) assert.match(await mustRunOn(host, 'systemctl is-active corosync; systemctl is-active pacemaker || true'), /^active\n(?:in|de)activ\w+\n?$/);
    assert.deepEqual(labels(), before);
    assert.match(drawnRows(clusterRows([followed], 'lab', Date.now(), t)), /The cluster does not run on this host\. Start it there with “pcs cluster start”\./);
    const since = followed.told.length;
    await mustRunOn(host1, 'pcs cluster stop --all');
    assert.deepEqual([...new Set(followed.told.slice(since).map(({ state: { kind } }) => kind))].filter((kind) => kind !== 'stopped'), []);
    const { state } = followed;
    assert.ok(state.kind === 'stopped' && state.last !== null);
    assert.deepEqual(labels(), before);
    const rows = drawnRows(clusterRows([followed], 'lab', Date.now(), t));
    assert.match(rows, /^▾ lab · stopped, host\d, /);
    assert.match(rows, /The cluster does not run on this host\. Start it there with “pcs cluster start”\./);
    assert.match(viewFrame('nodes', followed, viewRows('nodes', followed, t), Date.now(), t).message, /^At .* the cluster did not run on host\d\. This was so before, at /);

    await start();
    await followed.untilLive('it runs', () => true, 15_000);
    await followed.untilLive('all is well again', isWhole, 150_000);
    await agrees(followed, hosts);
    await mustRunOn(host1, 'crm_resource --wait --timeout=60');
  });
});
