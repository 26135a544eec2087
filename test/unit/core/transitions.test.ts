import assert from 'node:assert/strict';
import { readTransition } from '../../../src/core/change/readTransition';
import { readTransitionText } from '../../../src/core/change/readTransitionText';
import type { SummaryAction, Transition } from '../../../src/core/change/transition';
import { filesIn, fixture, releases, valueOf } from './fixtures';

const cases = filesIn('simulations/bookworm').filter((file) => file.endsWith('.xml')).map((file) => file.replace('.xml', ''));
const text = (release: string, name: string): Transition => valueOf(readTransitionText(fixture(`simulations/${release}/${name}.txt`)));
const xml = (release: string, name: string): Transition => valueOf(readTransition(fixture(`simulations/${release}/${name}.xml`)));
const still = { role: null, reason: null, blocked: false };

describe('A transition, as crm_simulate tells it', () => {
  it('is the same in XML as in text', () => {
    assert.equal(cases.length, 21);
    for (const name of cases) assert.deepEqual(xml('bookworm', name), text('bookworm', name), name);
    const told = filesIn('simulations/trixie').filter((file) => file.endsWith('.xml') && file !== 'fencing.xml').map((file) => file.replace('.xml', ''));
    assert.equal(told.length, 14);
    for (const name of told) assert.deepEqual(xml('trixie', name), text('trixie', name), name);
  });

  it('is read alike from every release, whatever words it has for roles', () => {
    const places = (transition: Transition) => transition.actions.map(({ kind, resource, from, to, role }) => ({ kind, resource, from, to, role }));
    for (const release of releases) for (const name of cases) assert.deepEqual(places(text(release, name)), places(text('bookworm', name)), `${release} ${name}`);
  });

  it('has every line of the summary', () => {
    for (const release of releases) {
      for (const name of cases) {
        const lines = fixture(`simulations/${release}/${name}.txt`).split('Transition Summary:\n')[1]!.split('\n').filter((line) => line.trim().startsWith('* '));
        const { actions, fencing } = text(release, name);
        assert.equal(actions.length + fencing.length, lines.length, `${release} ${name}`);
        assert.deepEqual(actions.filter(({ kind }) => kind === 'other'), []);
      }
    }
    assert.deepEqual(text('bookworm', 'at-rest'), { actions: [], fencing: [] });
  });

  it('tells where something is and will be, and as what', () => {
    const { actions } = xml('bookworm', 'standby');
    assert.deepEqual(actions[0], { ...still, kind: 'move', resource: 'FAKE1', from: 'host2', to: 'guest1' });
    assert.deepEqual(actions[3], { ...still, kind: 'stop', resource: 'PING:0', from: 'host2', to: null, reason: 'node availability' });
    assert.deepEqual(actions.find(({ kind }) => kind === 'promote'), { ...still, kind: 'promote', resource: 'STATEFUL:1', from: 'host1', to: 'host1', role: 'Promoted' });
    assert.deepEqual(xml('bookworm', 'standby-bundle').actions[0], { ...still, kind: 'migrate', resource: 'remote1', from: 'alpha', to: 'beta' });
    assert.deepEqual(text('bullseye', 'failed-promoted').actions, [{ ...still, kind: 'recover', resource: 'STATEFUL:0', from: 'host2', to: 'host2', role: 'Promoted' }]);
  });

  it('tells nodes that are fenced, and of a guest what is restarted for it', () => {
    assert.deepEqual(text('trixie', 'fencing').fencing, [
      { node: 'httpd-1', how: 'reboot', reason: 'guest is unclean', resource: 'httpd-podman-1' },
      { node: 'beta', how: 'reboot', reason: 'peer is no longer part of the cluster', resource: null },
    ]);
    assert.deepEqual(text('bullseye', 'guest-lost').fencing, [{ node: 'guest1', how: 'reboot', reason: 'guest is unclean', resource: 'vm-guest1' }]);
  });

  it('tells what is blocked, with a reason and without', () => {
    for (const transition of [xml('bookworm', 'blocked'), text('bullseye', 'blocked')]) {
      assert.deepEqual(transition.actions[0], { ...still, kind: 'stop', resource: 'vm-plain', from: 'beta', to: null, blocked: true });
      assert.deepEqual(transition.actions.find(({ resource }) => resource === 'state:1')?.reason, 'node availability');
      assert.ok(transition.actions.every(({ blocked }) => blocked));
    }
  });

  it('has all the places that Pacemaker writes, also those that no case above has', () => {
    // As rsc_action_item in pcmk_output.c of 2.1 puts them.
    const lines: readonly (readonly [line: string, Partial<SummaryAction>])[] = [
      ['Start      db:0     ( Stopped -> Promoted host1 )', { kind: 'start', resource: 'db:0', from: null, to: 'host1', role: 'Promoted' }],
      ['Move       db:0     ( host1 -> host2 Promoted )', { kind: 'move', from: 'host1', to: 'host2', role: 'Promoted' }],
      ['Demote     db:0     ( Promoted host1 -> Unpromoted host2 )', { kind: 'demote', from: 'host1', to: 'host2', role: 'Unpromoted' }],
      ['Re-promote db:0     ( Master host1 )', { kind: 'repromote', from: 'host1', to: 'host1', role: 'Promoted' }],
      ['Start      web      (   host1 )  due to unrunnable db (a start) (blocked)', { kind: 'start', from: null, to: 'host1', reason: 'unrunnable db (a start)', blocked: true }],
      ['Frobnicate web      (   host1 )', { kind: 'other', from: 'host1', to: 'host1' }],
    ];
    for (const [line, expected] of lines) {
      const [action] = valueOf(readTransitionText(`Transition Summary:\n  * ${line}\n`)).actions;
      assert.deepEqual(action, { ...still, ...action, ...expected }, line);
    }
    assert.deepEqual(valueOf(readTransitionText('Transition Summary:\n * Shutdown host1\n * Fence (off) host2\n')), { actions: [], fencing: [{ node: 'host2', how: 'off', reason: null, resource: null }] });
  });

  it('is no other document', () => {
    const codeOf = (result: ReturnType<typeof readTransition>) => (result.ok ? 'read' : result.fault.code);
    assert.equal(codeOf(readTransition('<cib/>')), 'malformed');
    assert.equal(codeOf(readTransition(fixture('simulations/trixie/fencing.xml'))), 'malformed', '3.0.0 says nothing of what comes of an event');
    assert.equal(codeOf(readTransition(fixture('simulations/bookworm/standby.xml').slice(0, -30))), 'cut');
    assert.equal(codeOf(readTransitionText('Current cluster status:\n')), 'malformed');
    assert.equal(codeOf(readTransitionText('')), 'malformed');
  });
});
