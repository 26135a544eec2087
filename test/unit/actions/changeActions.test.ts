import assert from 'node:assert/strict';
import { contextValue, isTarget } from '../../../src/actions/contextValue';
import { changeCommand } from '../../../src/actions/ids';
import { manifest } from '../../../src/actions/manifest';
import { rowMenuItems } from './rowMenuItems';
import { actions } from '../../../src/actions/table';
import { clusterRows } from '../../../src/render/clusterRows';
import { constraintRows } from '../../../src/render/constraintRows';
import { nodeRows } from '../../../src/render/nodeRows';
import { resourceRows } from '../../../src/render/resourceRows';
import type { Row } from '../../../src/render/row';
import { definition, live, shown } from '../render/clusterParts';
import { t } from '../render/plainTranslate';
import { connection, failedAction, location, node, resource, snapshot } from '../render/snapshotParts';

const cluster = snapshot({
  nodes: [node('host1'), node('asleep', { standby: true }), node('tended', { maintenance: true }), node('web-0', { kind: 'bundle' }), node('left', { online: false }), node('lost', { online: false, unclean: true }), node('lingers', { kind: 'remote', online: false }), node('inside', { kind: 'guest' })],
  resources: [
    resource('FAKE1', { nodes: ['host1'] }),
    resource('off', { disabled: true }),
    resource('free', { managed: false, nodes: ['host1'] }),
    resource('banned', { nodes: ['host1'] }),
    resource('grp', { kind: 'group', children: [resource('ip', { nodes: ['host1'] })], nodes: ['host1'] }),
    resource('ping-clone', { kind: 'clone', nodes: ['host1'], children: [resource('ping', { nodes: ['host1'] })] }),
    connection('guest1', { nodes: ['host1'] }),
    resource('gone', { orphaned: true, nodes: ['host1'] }),
  ],
  fencing: [resource('fence', { agent: 'stonith:fence_xvm', nodes: ['host1'] })],
  constraints: [location('cli-ban-banned-on-x', { leftover: true, resource: 'banned' }), location('plain')],
  failures: [failedAction('FAKE1', 'host1')],
});
const flat = (rows: readonly Row[]): readonly Row[] => rows.flatMap((row) => [row, ...flat(row.children)]);
const changes: ReadonlySet<string> = new Set(Object.values(changeCommand));

/** What of the changes a row's menu has, in short. */
function offered(row: Row | undefined): string {
  assert.ok(row);
  const value = contextValue(row);
  const names = actions.filter(({ id, targets }) => changes.has(id) && targets.some((target) => isTarget(target, value))).map(({ id }) => id.replace(/^pacemaker\.((resource|node|cluster|constraint|failedAction)\.)?/, ''));
  return names.join(' ');
}

describe('the changes that rows offer', () => {
  const resources = flat(resourceRows(cluster, 'c1', t));
  const ofResource = (label: string) => offered(resources.find((row) => row.label === label));
  const constrain = 'addRule addSets addTicket addLocation addColocation addOrder';
  const single = 'place group clone setMeta setUtilization';

  for (const [label, expected] of [
    ['FAKE1', `disable restart unmanage move ban cleanup refresh delete update ${single} ${constrain}`],
    ['off', `enable unmanage ban cleanup refresh delete update ${single} ${constrain}`],
    ['free', `disable manage ban cleanup refresh delete update ${single} ${constrain}`],
    ['banned', `disable restart unmanage move ban clear cleanup refresh delete update ${single} ${constrain}`],
    ['grp', `disable restart unmanage move ban cleanup refresh delete place ungroup clone setMeta ${constrain}`],
    ['ip', `disable restart unmanage move ban cleanup refresh delete update place group ungroup setMeta setUtilization ${constrain}`],
    ['ping-clone', `disable restart unmanage move ban cleanup refresh delete place unclone setMeta ${constrain}`],
    ['ping', 'cleanup refresh update'],
    ['guest1', 'cleanup refresh'],
    ['gone', 'cleanup refresh'],
    ['fence', 'disable unmanage cleanup refresh delete update setMeta'],
  ] as const) {
    it(`${label}: ${expected}`, () => assert.equal(ofResource(label), expected));
  }

  it('of nodes, by what they are now', () => {
    const nodes = flat(nodeRows(cluster, 'c1', t));
    const ofNode = (label: string) => offered(nodes.find((row) => row.subject.kind === 'node' && row.label === label));
    const always = 'enable disable setAttribute setUtilization remove addFencingLevel fencing.deleteLevel fencing.cleanup fence';
    assert.equal(ofNode('host1'), `place standby startMaintenance cleanup refresh takeDown stop ${always}`);
    assert.equal(ofNode('asleep'), `place unstandby startMaintenance cleanup refresh takeDown bringBack stop ${always}`);
    assert.equal(ofNode('tended'), `place standby endMaintenance cleanup refresh takeDown bringBack stop ${always}`);
    assert.equal(ofNode('left'), `place standby startMaintenance cleanup refresh bringBack start ${always.replace('remove', 'remove clear')}`);
    assert.equal(ofNode('lost'), `place standby startMaintenance cleanup refresh bringBack start ${always} confirmFenced`);
    assert.equal(ofNode('inside'), 'place standby startMaintenance cleanup refresh takeDown setAttribute setUtilization');
    assert.match(ofNode('lingers'), / clear /);
    assert.equal(ofNode('web-0'), 'cleanup refresh');
    assert.equal(offered(nodes.find((row) => row.subject.kind === 'failedAction')), 'cleanup');
  });

  it('of constraints, a leftover one can also be cleared', () => {
    const constraints = flat(constraintRows(cluster, 'c1', t)).filter(({ subject }) => subject.kind === 'constraint');
    assert.deepEqual(constraints.map(offered), ['clear setScore delete', 'setScore delete']);
  });

  it('of clusters, only while they are known as they are', () => {
    const ofShape = 'createBundle setResourceDefault setOperationDefault';
    const ofHosts = 'start stop enable disable standby unstandby authenticate addNode destroy fencing.showHistory';
    const ofCluster = (state: Parameters<typeof shown>[0]) => offered(clusterRows([shown(state)], 'c1', 0, t)[0]);
    assert.equal(ofCluster(live()), `create fenceDevice.create ${ofShape} ${ofHosts} startMaintenance setProperty undoChange showChanges copyChanges saveSupportBundle verify cleanup refreshAll`);
    assert.equal(ofCluster(live({ cluster: { ...snapshot().cluster, maintenanceMode: true } })), `create fenceDevice.create ${ofShape} ${ofHosts} endMaintenance setProperty undoChange showChanges copyChanges saveSupportBundle verify cleanup refreshAll`);
    assert.equal(ofCluster({ kind: 'disconnected', last: snapshot(), fault: null }), 'showChanges copyChanges saveSupportBundle');
    assert.equal(ofCluster({ kind: 'stopped', host: 'host1', at: 0, last: snapshot(), notes: [], watch: live().watch }), 'start enable disable authenticate destroy showChanges copyChanges saveSupportBundle');
    assert.equal(ofCluster({ kind: 'unconfigured', host: 'host1', at: 0, last: snapshot(), notes: [], watch: live().watch }), 'authenticate createCluster showChanges copyChanges saveSupportBundle');
  });

  it('of a cluster that is only to be looked at, none, and it says what it is', () => {
    const [row] = clusterRows([{ ...shown(live()), definition: definition({ readOnly: true }) }], 'c1', 0, t);
    assert.equal(offered(row), 'fencing.showHistory showChanges copyChanges saveSupportBundle verify');
    assert.match(row?.description ?? '', /^read-only, connected/);
    for (const { command: id, when } of rowMenuItems(manifest())) {
      const ofOtherRows = changes.has(id) && !when.includes('^cluster');
      assert.equal(when.includes(' && !pacemaker.readOnly'), ofOtherRows, when);
    }
  });
});
