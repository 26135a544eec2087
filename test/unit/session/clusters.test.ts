import assert from 'node:assert/strict';
import { ChangeLog } from '../../../src/session/changeLog';
import { ClusterSession } from '../../../src/session/clusterSession';
import type { ClusterDefinition } from '../../../src/session/clusterState';
import { Clusters } from '../../../src/session/clusters';
import { readInPlace } from '../../../src/session/documentReader';
import { ManualClock } from './manualClock';
import { ScriptedLink } from './scriptedLink';

const definition = (id: string, target = 'alpha'): ClusterDefinition => ({ id, name: id, practice: false, readOnly: false, hosts: [{ target, libvirtUri: 'qemu:///system' }] });

function clusters(remembered: string | null = null) {
  const links: ScriptedLink[] = [];
  const written: (string | null)[] = [];
  const openLink = ({ target }: { target: string }) => {
    const link = new ScriptedLink(target, () => undefined);
    links.push(link);
    return link;
  };
  const ports = { openLink, documents: readInPlace, clock: new ManualClock(), intervalMs: () => 10_000, changeLog: new ChangeLog() };
  const all = new Clusters((defined) => new ClusterSession(defined, ports), { read: () => remembered, write: (id) => written.push(id) });
  return { all, links, written };
}

describe('Clusters', () => {
  it('shows the one that was active last, else the first', () => {
    const { all } = clusters('two');
    all.define(definition('one'));
    assert.equal(all.active?.definition.id, 'one');
    all.define(definition('two'));
    assert.equal(all.active?.definition.id, 'two');
    all.remove('two');
    assert.equal(all.active?.definition.id, 'one');
  });

  it('remembers what was made active, and tells of it once', () => {
    const { all, written } = clusters();
    all.define(definition('one'));
    all.define(definition('__proto__'));
    let told = 0;
    all.onDidChange(() => told++);
    all.makeActive('__proto__');
    all.makeActive('__proto__');
    all.makeActive('unknown');
    assert.equal(told, 1);
    assert.deepEqual(written, ['__proto__']);
    assert.equal(all.active?.definition.id, '__proto__');
  });

  it('opens a changed cluster anew and leaves an unchanged one alone', () => {
    const { all, links } = clusters();
    const first = all.define(definition('one'));
    assert.equal(all.define(definition('one')), first);
    assert.notEqual(all.define(definition('one', 'beta')), first);
    assert.deepEqual(links.map(({ target, disposed }) => [target, disposed]), [['alpha', true], ['beta', false]]);
  });
});
