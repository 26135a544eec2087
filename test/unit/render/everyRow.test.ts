import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contextValue } from '../../../src/actions/contextValue';
import type { ClusterSnapshot, Resource } from '../../../src/core/snapshot';
import { clusterRows } from '../../../src/render/clusterRows';
import { flagsByKind } from '../../../src/render/flags';
import { nodeRows } from '../../../src/render/nodeRows';
import type { Row } from '../../../src/render/row';
import { rowDifference } from '../../../src/render/rowDifference';
import { dependentViews } from '../../../src/render/viewFrame';
import { live, shown } from './clusterParts';
import { liveState } from '../../liveState';
import { everyRow } from './drawnRows';
import { t } from './plainTranslate';
import { anySnapshot, hostileName } from './snapshotArbitrary';

const views = Object.values(dependentViews);
const allViews = (snapshot: ClusterSnapshot) => views.map((rows) => rows(snapshot, 'c1', t));

/** The same cluster after everything in it has changed its state. */
function upset(snapshot: ClusterSnapshot): ClusterSnapshot {
  const stop = (resource: Resource): Resource => ({ ...resource, failed: !resource.failed, disabled: !resource.disabled, pending: 'Stopping', children: resource.children.map(stop) });
  return {
    ...snapshot,
    nodes: snapshot.nodes.map((node) => ({ ...node, online: !node.online, standby: !node.standby })),
    resources: snapshot.resources.map(stop),
    fencing: snapshot.fencing.map(stop),
    guests: snapshot.guests.map((guest) => ({ ...guest, state: 'recovering' })),
    failures: snapshot.failures.map((failure) => ({ ...failure, rc: 99 })),
  };
}

function oneLine(text: string, what: string): void {
  assert.doesNotMatch(text, /[\p{C}\p{Zl}\p{Zp}]/u, what);
}

describe('every row, whatever the cluster is called', () => {
  it('has an id that is unique in its view and survives a change of state', () => {
    fc.assert(fc.property(anySnapshot, (snapshot) => {
      const after = allViews(upset(snapshot));
      for (const [index, rows] of allViews(snapshot).entries()) {
        const ids = everyRow(rows).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
        assert.deepEqual(everyRow(after[index] ?? []).map(({ id }) => id), ids);
      }
    }));
  });

  it('shows everything on one line with nothing invisible, and says whole sentences', () => {
    fc.assert(fc.property(anySnapshot, (snapshot) => {
      for (const row of allViews(snapshot).flatMap(everyRow)) {
        oneLine(row.label, 'label');
        assert.notEqual(row.label, '');
        oneLine(row.description, 'description');
        oneLine(row.accessibleLabel, 'accessible label');
        assert.match(row.accessibleLabel, /\.$/);
        const { title, lines } = row.tooltip.build();
        oneLine(title, 'tooltip title');
        for (const { name, value } of lines) {
          oneLine(name, 'tooltip name');
          oneLine(value, 'tooltip value');
        }
      }
    }));
  });

  it('carries only flags that its kind has, sorted, so that menus can find it', () => {
    fc.assert(fc.property(anySnapshot, (snapshot) => {
      for (const row of allViews(snapshot).flatMap(everyRow)) {
        const known: readonly string[] = flagsByKind[row.subject.kind];
        for (const flag of row.flags) assert.ok(known.includes(flag), flag);
        assert.deepEqual(row.flags, [...row.flags].sort());
        assert.equal(contextValue(row), [row.subject.kind, ...row.flags].join('+'));
      }
    }));
  });

  it('keeps the true name in what actions are aimed at', () => {
    const named = (row: Row) => ('node' in row.subject ? row.subject.node : '');
    fc.assert(fc.property(hostileName, (name) => {
      const [row] = dependentViews.nodes({ ...live().last, nodes: [{ ...nodeTemplate, name }] }, 'c1', t);
      assert.equal(row && named(row), name);
    }));
  });

  it('is not redrawn when nothing changed', () => {
    fc.assert(fc.property(anySnapshot, (snapshot) => {
      for (const rows of views) assert.deepEqual(rowDifference(rows(snapshot, 'c1', t), rows(structuredClone(snapshot), 'c1', t)), { root: false, changed: [] });
    }));
  });

  it('of the Clusters view is as safe', () => {
    fc.assert(fc.property(fc.array(hostileName, { minLength: 1, maxLength: 3 }), hostileName, (targets, name) => {
      const hosts = targets.map((target) => ({ target, libvirtUri: 'qemu:///system' }));
      const notes = targets.map((host) => ({ host, fault: { code: 'program-missing', host, program: name } } as const));
      const rows = everyRow(clusterRows([shown(live({ host: name }, notes), { id: 'c1', name, hosts }), shown(live(), { id: 'c2', name, hosts })], 'c1', 0, t));
      assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
      for (const row of rows) for (const text of [row.label, row.description, row.accessibleLabel]) oneLine(text, 'text');
    }));
  });
});

describe('every row while hosts disagree, whatever they see', () => {
  it('is as safe, and has an id of its own', () => {
    fc.assert(fc.property(anySnapshot, fc.array(fc.tuple(hostileName, anySnapshot), { minLength: 1, maxLength: 3 }), (last, others) => {
      const hosts = others.map(([target]) => ({ target, libvirtUri: 'qemu:///system' }));
      const otherViews = others.map(([host, snapshot]) => ({ host, snapshot }));
      const rows = [clusterRows([shown(liveState(last, { otherViews }), { hosts })], 'c1', 0, t), nodeRows(last, 'c1', t, otherViews)].map(everyRow);
      for (const view of rows) assert.equal(new Set(view.map(({ id }) => id)).size, view.length);
      for (const row of rows.flat()) {
        for (const text of [row.label, row.description, row.accessibleLabel]) oneLine(text, 'text');
        for (const { name, value } of row.tooltip.build().lines) oneLine(`${name}${value}`, 'tooltip');
        assert.match(row.accessibleLabel, /\.$/);
      }
    }));
  });
});

const nodeTemplate = {
  id: '1', kind: 'cluster', online: true, standby: false, standbyOnFail: null, maintenance: false, pending: false, unclean: false, shutdown: null, dc: false, health: null, featureSet: null,
  resource: null, host: null, connectionHost: null, attributes: {}, configured: {}, utilization: {},
} as const;
