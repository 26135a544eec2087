import assert from 'node:assert/strict';
import type { Task } from '../../src/core/change/task';
import { Secret } from '../../src/core/secret';
import type { GuestChoice, WayToNode } from '../../src/core/walkthrough/guestSituation';
import { nextOf, type Progress, progressOf } from '../../src/core/walkthrough/progress';
import type { Recovery } from '../../src/core/walkthrough/recovery';
import type { Situation, StepId } from '../../src/core/walkthrough/step';
import { checklistText } from '../../src/render/checklistText';
import { followRecovery } from '../../src/session/followRecovery';
import { lookAround } from '../../src/session/lookAround';
import { takeStep } from '../../src/session/takeStep';
import { t } from '../unit/render/plainTranslate';
import { createPerson, createSurroundings, systemClock } from '../unit/remote/doubles';
import { atRest } from './atRest';
import { addressOf, layoutOf, powerPort } from './layout';
import { mustRunOn, useLab } from './labTests';
import { OwnShare } from './ownShare';
import { sentence } from './sentence';
import { setUpTraces } from './setUpTraces';

/** Milliseconds in which a guest is an online node, or back: its machine boots, emulated, on a busy machine too. */
const guestMs = 240_000;

/** Milliseconds in which what a step has begun is so where nothing is next. */
const settlingMs = 60_000;

describe('The set-up of a guest node, from hosts on which packages alone are installed', function () {
  this.timeout(900_000);
  const tests = useLab();
  const { lab } = tests;
  const layout = layoutOf(lab.release);
  const quiet = () => undefined;

  /** What one person has of it who leads a cluster of these hosts through it, to a node that is made one that way. */
  async function led(targets: readonly string[], way: WayToNode) {
    const choice: GuestChoice = { domain: 'guest1', node: 'guest1', user: 'root', address: addressOf(layout, 'guest1'), way };
    // The guest's key is asked for: no file here knows it by the name that the guest goes by.
    const session = tests.session(targets, createSurroundings({ person: createPerson({ trusts: true }) }), ['StrictHostKeyChecking ask', tests.key]);
    await session.connect({ mayAsk: true });
    const hosts = targets.map((name) => lab.host(name as 'host1' | 'host2'));
    const taken: StepId[] = [];
    const plans = new Set<string>();
    const share = new OwnShare();
    let recovery: Recovery | undefined;

    const look = async (): Promise<Situation> => ({ ...(await share.look(() => lookAround(session, choice, { mayAsk: true }))), ...(recovery === undefined ? {} : { recovery }) });
    const shown = (situation: Situation) => checklistText(situation, { cluster: 'lab', at: 0, line: (words) => words.join(' ') }, t);
    const of = (situation: Situation, id: StepId): Progress => progressOf(situation).find(({ step }) => step.id === id) ?? assert.fail(id);

    async function change(task: Task): Promise<void> {
      share.own();
      const ready = await session.changes.prepare(task);
      assert.ok(ready.ok, sentence(ready));
      const outcome = await session.changes.carryOut(ready.value, { mayAsk: true, signal: AbortSignal.timeout(guestMs), onStep: ({ kind }) => (kind === 'checking' ? share.own() : share.others()) });
      share.own();
      assert.equal(outcome.kind, 'done', `${JSON.stringify(task)}: ${JSON.stringify(outcome)}`);
    }

    /** Does a step as a person would who says yes to all that is asked. */
    async function take({ step: { id }, plan }: Progress): Promise<void> {
      taken.push(id);
      switch (plan.kind) {
        case 'tasks':
          for (const task of plan.tasks) await change(task);
          return;
        case 'cluster':
          return change({ kind: 'createCluster', cluster: 'lab', hosts: plan.hosts.map((name) => ({ name, address: null })), user: 'hacluster', password: new Secret(lab.password, 'password of hacluster'), start: false, enable: false });
        case 'commands':
        case 'key': {
          // It looks before and after; whoever looks once more waits for what was begun.
          let looks = 0;
          const watched = { looks: () => ((looks += 1) <= 2 ? share.own() : share.others()), begins: () => share.others(), waits: quiet, heard: quiet };
          const done = await takeStep(session, { id, plan, guest: choice }, { mayAsk: true, signal: new AbortController().signal, clock: systemClock, ...watched });
          share.own();
          assert.ok(done.ok, `${id}: ${sentence(done)} ${JSON.stringify(plan)} ${done.ok ? '' : JSON.stringify(of(await look(), id).plan)}`);
          assert.deepEqual(done.value.outcomes.map(({ kind }) => kind), done.value.outcomes.map(() => 'done'), `${id}: ${JSON.stringify(done.value.outcomes)}`);
          return;
        }
        default:
          assert.fail(`${id} plans ${plan.kind}`);
      }
    }

    /** Does what is next until that is what was asked for, and each thing once; whoever looks again after a step finds that it is done, or on its way. */
    async function until(id: StepId): Promise<Situation> {
      share.own();
      plans.clear();
      for (let end = Date.now() + settlingMs; ;) {
        const situation = await look();
        if (of(situation, id).standing === 'done') return situation;
        const next = nextOf(progressOf(situation));
        if (next === null) share.others();
        // What was begun in the guest may take a while, emulated: pacemaker_remote needs seconds before it listens.
        if (next === null && Date.now() < end) continue;
        assert.ok(next !== null, `nothing is next, and ${id} is not done:\n${shown(situation)}`);
        const plan = JSON.stringify([next.step.id, next.plan]);
        assert.ok(!plans.has(plan), `${next.step.id} is next again:\n${shown(situation)}`);
        plans.add(plan);
        await take(next);
        end = Date.now() + settlingMs;
      }
    }

    /** Looks again and again until a step has become what it is to be. */
    async function becomes(id: StepId): Promise<void> {
      share.others();
      for (const end = Date.now() + guestMs; ;) {
        const situation = await look();
        if (of(situation, id).standing === 'done') return;
        assert.ok(Date.now() < end, `${id} is not done:\n${shown(situation)}`);
        await session.refresh({ mayAsk: false });
      }
    }

    return { session, hosts, taken, share, look, shown, of, change, take, until, becomes, lost: (seen: Recovery | null) => void (recovery = seen ?? undefined) };
  }

  type Led = Awaited<ReturnType<typeof led>>;

  async function whole({ session, hosts, taken, share, look, shown, of, take, until, becomes, lost }: Led): Promise<void> {
    await until('guestNode');
    await becomes('guestOnline');
    const toGuestOnline = share.sum();
    await until('placement');
    assert.equal(session.state.last?.nodes.find(({ name }) => name === 'guest1')?.online, true);

    const following = followRecovery(session, 'guest1', lost);
    const boot = () => session.guests.find('guest guest1');
    assert.ok(boot() !== undefined);
    await take(of(await look(), 'kill'));
    await becomes('recovery');
    following.dispose();
    const seen = following.seen?.moments.map(({ event }) => event) ?? [];
    assert.ok(seen[0] === 'failed' && seen.at(-1) === 'returned' && seen.length > 2, JSON.stringify(seen));
    await until('cleanup');
    await atRest(hosts[0]!);

    const situation = await look();
    const standings = progressOf(situation).map(({ step, standing }) => [step.id, standing]);
    assert.deepEqual(standings.filter(([, standing]) => standing !== 'done' && standing !== 'unneeded'), [], shown(situation));
    assert.equal(nextOf(progressOf(situation)), null);
    process.stdout.write(`      ${taken.join(', ')}\n      ${seen.join(', ')}\n      to GuestOnline: ${toGuestOnline}\n`);

    // Whoever does it all once more changes nothing.
    const before = await setUpTraces(hosts);
    for (const { plan, step } of progressOf(await look())) if (step.id !== 'kill' && step.id !== 'stop') assert.equal(plan.kind, 'none', step.id);
    assert.deepEqual(await setUpTraces(hosts), before);
  }

  before(async () => void (await Promise.all(tests.hosts.map((host) => mustRunOn(host, 'timeout 60 sh -c "until nc -z localhost 2224; do sleep 0.1; done"')))));

  it('ends with what the tutorial ends with, on a single host', async () => {
    const single = await led(['host1'], 'hand');
    await single.until('start');
    await mustRunOn(lab.host('host1'), 'systemctl disable --now libvirtd.service libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket');
    await whole(single);
    // Nothing is started beside a cluster that runs.
    assert.match(single.taken.join(), /,start,(?:trial,)?stop,virtualisation,start,/);
    const status = await mustRunOn(lab.host('host1'), 'pcs status --full; pcs constraint');
    assert.match(status, /Online: \[ host1(?: \(1\))? \]|Node host1(?: \(1\))?: online/);
    assert.match(status, /GuestOnline: \[ guest1(?:@host1)? \]|GuestNode guest1(?:@host1)?: online/);
    for (const fake of ['FAKE1', 'FAKE2', 'FAKE4', 'FAKE5']) assert.match(status, new RegExp(`${fake}\\s+\\(ocf::?(?:heartbeat|pacemaker):Dummy\\):\\s+Started (?:host1|guest1)`));
    assert.match(status, /FAKE3\s+\(ocf::?(?:heartbeat|pacemaker):Dummy\):\s+Started guest1/);
    assert.match(status, /resource 'FAKE3' prefers node 'guest1' with score INFINITY|FAKE3\s+Enabled on:\s+Node: guest1 \(score:INFINITY\)/);
    assert.doesNotMatch(status, /Failed (?:Resource )?Actions/);
    assert.doesNotMatch(await mustRunOn(lab.host('host1'), 'pcs resource config vm-guest1'), /remote-addr=/);
  });

  it('ends with the same on two hosts, which may run it both, where pcs makes the node', async () => {
    await asBefore();
    const pair = await led(['host1', 'host2'], 'pcs');
    await pair.until('start');
    await pair.change({
      kind: 'createResource', id: 'power', agent: 'stonith:fence_lab', meta: {}, operations: [], place: { kind: 'alone' }, disabled: false,
      parameters: { ip: layout.operatorAddress, ipport: String(powerPort), passwd_file: '/etc/fence_lab.secret', pcmk_host_list: 'host1,host2' },
    });
    await whole(pair);
    // By hand nobody writes down an address that is the name.
    assert.match(await mustRunOn(lab.host('host1'), 'pcs resource config vm-guest1'), /remote-addr=guest1/);
    for (const host of pair.hosts) assert.match(await mustRunOn(host, 'cat /etc/pacemaker/guest1.xml'), /<name>guest1<\/name>/);
  });

  /** The hosts and the guest as they were before the first of these: nothing of a cluster, and a guest that is off and known to host1. */
  async function asBefore(): Promise<void> {
    const [host1] = tests.hosts;
    await mustRunOn(host1!, `
      [ -e /etc/corosync/corosync.conf ] || exit 0
      pcs resource disable vm-guest1 --wait=120 || true
      [ ! -e /etc/pacemaker/guest1.xml ] || cp /etc/pacemaker/guest1.xml /root
      pcs cluster destroy
      rm -f /etc/pacemaker/authkey /etc/pacemaker/guest1.xml
      [ ! -e /root/guest1.xml ] || virsh define /root/guest1.xml
      rm -f /root/guest1.xml`);
  }
});
