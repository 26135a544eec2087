import assert from 'node:assert/strict';
import type { QuorumReport } from '../../../src/core/snapshot';
import { serviceLines } from '../../../src/render/serviceLines';
import { t } from './plainTranslate';

const quorum: QuorumReport = { quorate: true, expectedVotes: 3, totalVotes: 3, quorum: 2, flags: ['Quorate', 'Qdevice'], members: [], device: null };
const said = (services: Parameters<typeof serviceLines>[0]) => serviceLines(services, t).map(({ name, value }) => `${name}: ${value}`);

describe('serviceLines', () => {
  it('says nothing of what was not read', () => {
    assert.deepEqual(said(undefined), []);
    assert.deepEqual(said({ daemons: null, quorum: null, sbd: null }), []);
    assert.deepEqual(said({ daemons: null, quorum: null, sbd: { installed: false, active: 'inactive', enabled: '' } }), []);
  });

  it('names pcsd of every node, the daemons and SBD in the words of the host', () => {
    const daemons = { pcsd: [{ node: 'host1', state: 'Online' }, { node: 'ho\nst2', state: 'Offline' }], daemons: [{ name: 'corosync', active: 'active', enabled: 'disabled' }] };
    assert.deepEqual(said({ daemons, quorum: null, sbd: { installed: true, active: 'active', enabled: 'enabled' } }), [
      'pcsd: host1 Online, ho\\nst2 Offline',
      'Daemons: corosync active/disabled',
      'SBD: active, enabled',
    ]);
  });

  it('counts the votes, and says how each member sees the quorum device', () => {
    const member = { id: 1, votes: 1, name: 'host1', local: true, device: 'A,V,NMW' };
    assert.deepEqual(said({ daemons: null, quorum: { ...quorum, members: [member], device: { votes: 1 } }, sbd: null }), [
      'Votes: 3 of 3, 2 needed, Quorate Qdevice',
      'Quorum device: 1 vote, host1 A,V,NMW',
    ]);
  });
});
