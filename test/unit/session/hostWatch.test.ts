import assert from 'node:assert/strict';
import { watchCluster } from '../../../src/core/commands/watch';
import type { Fault } from '../../../src/core/fault';
import { HostWatch } from '../../../src/session/hostWatch';
import { ManualClock, settle } from './manualClock';
import { ScriptedLink } from './scriptedLink';

const ended: Fault = { code: 'command-failed', host: 'alpha', program: 'crm_mon', exitCode: 1, message: 'gone' };
const needsPassword: Fault = { code: 'prompt-needed', host: 'alpha', what: 'sudo-password' };

describe('HostWatch', () => {
  async function scripted({ deafMs = null }: { readonly deafMs?: number | null } = {}) {
    const clock = new ManualClock();
    const link = new ScriptedLink('alpha', () => undefined);
    await link.connect();
    const told: string[] = [];
    const watch: HostWatch = new HostWatch(link, watchCluster(), clock, {
      begun: () => told.push('begun'),
      sign: () => told.push('sign'),
      changed: () => told.push(watch.state.kind),
    }, deafMs);
    return { clock, link, watch, told };
  }

  it('starts its program once, says so, and hands its signs on', async () => {
    const { link, watch, told } = await scripted();
    watch.open();
    watch.open();
    await settle();
    assert.equal(link.watches.length, 1);
    assert.deepEqual(link.watches[0]!.argv, watchCluster().argv);
    link.watches[0]!.sign();
    assert.deepEqual(told, ['told', 'begun', 'sign']);
  });

  it('tells a second time that a program watches that may be deaf at first, unless it has ended by then', async () => {
    const { clock, link, watch, told } = await scripted({ deafMs: 500 });
    watch.open();
    await clock.advance(499);
    assert.deepEqual(told, ['told', 'begun']);
    await clock.advance(5_000);
    assert.deepEqual(told, ['told', 'begun', 'begun']);
    watch.close();
    watch.open();
    await settle();
    link.watches[1]!.end(needsPassword);
    await clock.advance(5_000);
    watch.close();
    watch.open();
    await settle();
    watch.close();
    await clock.advance(5_000);
    assert.deepEqual(told, ['told', 'begun', 'begun', 'off', 'told', 'begun', 'failed', 'off', 'told', 'begun', 'off']);
  });

  it('starts a program that ends again, with growing pauses of at most a minute', async () => {
    const { clock, link, watch } = await scripted();
    watch.open();
    const startedAt: number[] = [];
    let before = clock.now();
    for (let start = 0; start < 9; start++) {
      while (link.watches.length === start) await clock.advance(100);
      startedAt.push(Math.round((clock.now() - before) / 1_000));
      before = clock.now();
      link.watches[start]!.end(ended);
      assert.deepEqual(watch.state, { kind: 'failed', fault: ended });
    }
    assert.deepEqual(startedAt, [0, 1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('starts one that ran for more than a minute after a second again', async () => {
    const { clock, link, watch } = await scripted();
    watch.open();
    for (let start = 0; start < 5; start++) {
      await clock.advance(32_000);
      link.watches.at(-1)!.end(ended);
    }
    const before = link.watches.length;
    await clock.advance(70_000);
    await clock.advance(61_000);
    link.watches.at(-1)!.end(ended);
    const running = link.watches.length;
    assert.ok(running > before);
    await clock.advance(1_000);
    assert.equal(link.watches.length, running + 1);
  });

  it('lets a refusal stand until it is closed and opened', async () => {
    const { clock, link, watch } = await scripted();
    let asked = 0;
    link.watchFault = () => {
      asked++;
      return needsPassword;
    };
    watch.open();
    await clock.advance(600_000);
    watch.open();
    await clock.advance(600_000);
    assert.equal(asked, 1);
    assert.deepEqual(watch.state, { kind: 'failed', fault: needsPassword });
    link.watchFault = () => null;
    watch.close();
    watch.open();
    await settle();
    assert.equal(watch.state.kind, 'told');
  });

  it('does not take a program that was refused at its end for one that may be started again', async () => {
    const { clock, link, watch } = await scripted();
    watch.open();
    await settle();
    link.watches[0]!.end({ code: 'sudo-refused', host: 'alpha', user: 'admin', program: 'crm_mon' });
    await clock.advance(600_000);
    assert.equal(link.watches.length, 1);
    assert.equal(clock.pending, 0);
  });

  it('ends a program that was started while it was closed', async () => {
    const { link, watch, told } = await scripted();
    watch.open();
    watch.close();
    await settle();
    assert.equal(link.watches.length, 1);
    assert.equal(link.watches[0]!.disposed, true);
    assert.deepEqual(told, ['off']);
    watch.open();
    watch.close();
    watch.open();
    await settle();
    assert.deepEqual(link.watches.map(({ disposed }) => disposed), [true, true, false]);
    assert.equal(watch.state.kind, 'told');
  });

  it('leaves nothing running when it is closed in a pause', async () => {
    const { clock, link, watch } = await scripted();
    watch.open();
    await settle();
    link.watches[0]!.end(ended);
    assert.equal(clock.pending, 1);
    watch.close();
    assert.equal(clock.pending, 0);
    assert.equal(watch.state.kind, 'off');
    watch.open();
    await settle();
    link.watches[1]!.end(ended);
    await clock.advance(1_000);
    assert.equal(link.watches.length, 3, 'and begins anew with a short pause');
  });

  it('never says that a program tells which ended before anyone listened', async () => {
    const { link, watch, told } = await scripted();
    const start = link.watch.bind(link);
    link.watch = async (command) => {
      const opened = await start(command);
      link.watches.at(-1)!.end(ended);
      return opened;
    };
    watch.open();
    await settle();
    assert.deepEqual(told, ['failed']);
  });
});
