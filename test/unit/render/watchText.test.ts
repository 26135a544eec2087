import assert from 'node:assert/strict';
import { faultText } from '../../../src/render/faultText';
import { watchLines } from '../../../src/render/watchText';
import type { WatchState } from '../../../src/session/clusterState';
import { lookedFor } from '../../liveState';
import { t } from './plainTranslate';

const told = { kind: 'told', host: 'host1', program: 'crm_mon' } as const;
const linesOf = (more: Partial<WatchState>) => watchLines({ ...lookedFor, ...more }, t).map(({ name, value }) => `${name}: ${value}`);

describe('watchLines', () => {
  it('name the program that tells of changes', () => assert.deepEqual(linesOf({ cluster: told }), ['Changes: crm_mon on host1 tells of them at once']));

  it('say how often they are looked for', () => {
    assert.deepEqual(linesOf({}), ['Changes: looked for every 5 s']);
    assert.deepEqual(linesOf({ cluster: { kind: 'lookedFor', everyMs: 2_500, reason: null } }), ['Changes: looked for every 2.5 s']);
  });

  it('say why nothing tells of them, and what would mend that', () => {
    for (const reason of [
      { code: 'channel-refused', host: 'host1' }, { code: 'sudo-refused', host: 'host1', user: 'ops', program: 'crm_mon' }, { code: 'program-missing', host: 'host1', program: 'crm_mon' },
    ] as const) {
      assert.deepEqual(linesOf({ cluster: { kind: 'lookedFor', everyMs: 5_000, reason } }), [`Changes: looked for every 5 s, because nothing tells of them: ${faultText(reason, t)}`]);
    }
  });

  for (const [hosts, text] of [
    [['host1'], 'libvirt of host1 tells by itself'], [['host1', 'host2'], 'libvirt of host1 and host2 tells by itself'], [['a', 'b', 'c'], 'libvirt of a, b and c tells by itself'],
  ] as const) {
    it(`name the hosts: ${text}`, () => assert.deepEqual(linesOf({ cluster: told, libvirt: hosts }).slice(1), [`Guests: ${text}`]));
  }

  it('name the last event, in local time', () => {
    const at = new Date(2026, 10, 22, 21, 3, 5).getTime();
    assert.deepEqual(linesOf({ lastEvent: { at, host: 'host1', program: 'crm_mon' } }).slice(1), ['Last event: 2026-11-22 21:03:05, crm_mon on host1']);
  });
});
