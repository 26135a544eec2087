import assert from 'node:assert/strict';
import type { Task } from '../../src/core/change/task';
import { Secret } from '../../src/core/secret';
import type { ChangeLog } from '../../src/session/changeLog';
import type { ClusterSession } from '../../src/session/clusterSession';
import { carriedOut, prepared } from './changing';
import { follow } from './followed';
import type { LabHost } from './labHost';
import { mustRunOn, useLab } from './labTests';
import { sentence } from './sentence';

/** Milliseconds in which a host has booted and joined the cluster, on a busy machine too. */
const bootMs = 150_000;

describe('What is done to the hosts of a real cluster', function () {
  this.timeout(300_000);
  const tests = useLab();
  const { lab, test } = tests;
  const host1 = lab.host('host1');
  const host2 = lab.host('host2');
  const levels = () => mustRunOn(host1, 'pcs stonith level config');
  const valuesOf = (session: ClusterSession) => JSON.stringify(session.state.last?.nodes.filter(({ name }) => name === 'host2').map(({ configured, utilization }) => [configured, utilization]));
  const isWhole = ({ last }: { readonly last: NonNullable<ClusterSession['state']['last']> }) => last.nodes.filter(({ kind }) => kind === 'cluster').every(({ online, pending, unclean, standby }) => online && !pending && !unclean && !standby);

  async function takenBack(host: LabHost, session: ClusterSession, changeLog: ChangeLog): Promise<void> {
    const back = await session.changes.undo(changeLog.records.at(-1) ?? assert.fail('nothing was changed'));
    assert.ok(back.ok, sentence(back));
    for (const ready of back.value) await carriedOut(host, session, ready);
  }

  test('gives a node an attribute and a capacity, and a level to its fencing, and takes each back', async () => {
    const { session, changeLog } = await follow(tests);
    const [values, before] = [valuesOf(session), await levels()];
    for (const task of [
      { kind: 'setNodeAttribute', node: 'host2', name: 'site', value: 'a b=c' },
      { kind: 'setNodeUtilization', node: 'host2', name: 'cpu', value: '4' },
      { kind: 'addFencingLevel', target: 'host2', level: 1, devices: ['power'] },
    ] satisfies readonly Task[]) {
      await carriedOut(host1, session, await prepared(session, task));
      assert.notDeepEqual([valuesOf(session), await levels()], [values, before]);
      await takenBack(host1, session, changeLog);
      assert.deepEqual([valuesOf(session), await levels()], [values, before]);
    }
  });

  test('has pcs know the hosts by a password that nobody sees', async () => {
    const { session, commands, changeLog } = await follow(tests);
    const hosts = ['host1', 'host2'].map((name) => ({ name, address: null }));
    await carriedOut(host1, session, await prepared(session, { kind: 'authenticateHosts', hosts, user: 'hacluster', password: new Secret(lab.password, 'password of hacluster') }));
    assert.ok(![...commands.map(({ words }) => words), JSON.stringify(changeLog.records)].some((text) => text.includes(lab.password)));
    const wrong = await session.changes.carryOut(
      await prepared(session, { kind: 'authenticateHosts', hosts, user: 'hacluster', password: new Secret('not it', 'password of hacluster') }),
      { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined },
    );
    assert.ok(wrong.kind === 'refused' && !wrong.said.includes('not it'), JSON.stringify(wrong));
  });

  test('takes the host down that answers, standby first and then stopped, which another tells, and brings it back', async () => {
    const { session, untilLive } = await follow(tests);
    assert.equal(session.state.last?.host, 'host1');
    tests.afterwards(async () => void (await mustRunOn(host2, 'pcs cluster start host1 --wait; pcs node unstandby host1')));
    const plan = await prepared(session, { kind: 'takeDown', node: 'host1', how: 'stop' });
    assert.deepEqual(plan.plan.commands.at(-1), ['pcs', 'cluster', 'stop']);
    await carriedOut(host2, session, plan);
    assert.equal(session.state.last?.host, 'host2');
    assert.match(await mustRunOn(host1, 'systemctl is-active pacemaker || true'), /^inactive/);
    await carriedOut(host2, session, await prepared(session, { kind: 'bringBack', node: 'host1' }));
    await untilLive('host1 is whole', isWhole, bootMs);
  });

  test('fences a host, which the power switch then does', async () => {
    const { session, untilLive } = await follow(tests);
    const booted = () => mustRunOn(host2, 'cat /proc/1/stat | cut -d " " -f 22');
    const before = await booted();
    const plan = await prepared(session, { kind: 'fence', node: 'host2' });
    const preview = await session.changes.preview(plan, new AbortController().signal);
    assert.ok(preview.ok && preview.value.change.fencing.some(({ node }) => node === 'host2'), sentence(preview));
    const outcome = await session.changes.carryOut(plan, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    await host2.powerOn();
    await untilLive('host2 is back', isWhole, bootMs);
    assert.notEqual(await booted(), before);
    assert.match(await mustRunOn(host1, 'pcs stonith history show host2'), /reboot.* host2/);
    await carriedOut(host1, session, await prepared(session, { kind: 'forgetFencing', node: 'host2' }));
  });

  test('takes the word of a person for a host that nobody could fence', async () => {
    const { session, untilLive } = await follow(tests);
    await tests.change(host1, 'pcs stonith disable power; crm_resource --wait', 'pcs stonith enable power; crm_resource --wait');
    await host2.powerOff();
    await untilLive('host2 is unclean', ({ last }) => last.nodes.some(({ name, unclean }) => name === 'host2' && unclean), bootMs);
    await carriedOut(host1, session, await prepared(session, { kind: 'confirmFenced', node: 'host2' }));
    assert.ok(session.state.last?.nodes.some(({ name, online, unclean }) => name === 'host2' && !online && !unclean));
    await host2.powerOn();
    await untilLive('host2 is back', isWhole, bootMs);
  });
});
