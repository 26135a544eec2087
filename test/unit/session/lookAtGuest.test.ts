import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { Fault } from '../../../src/core/fault';
import { failure } from '../../../src/core/result';
import type { GuestChoice } from '../../../src/core/walkthrough/guestSituation';
import { progressOf } from '../../../src/core/walkthrough/progress';
import { lookAround } from '../../../src/session/lookAround';
import { lookAtGuest } from '../../../src/session/lookAtGuest';
import type { Onward } from '../../../src/session/ports';
import { runStep } from '../../../src/session/runStep';
import { takeStep } from '../../../src/session/takeStep';
import { changeable, ended } from './changedCluster';
import { type Answer, answer, type Script, type ScriptedLink } from './scriptedLink';

const guest1: GuestChoice = { domain: 'guest1', node: 'guest1', user: 'root', address: null, way: 'hand' };
const running = ' Id   Name     State\n------------------------\n 1    guest1   running\n';
const address = (of: string) => ` Name       MAC address          Protocol     Address\n-------\n vnet0      52:54:00:77:00:65    ipv4         ${of}/24\n`;
const time = 1_795_431_413_370;

type Parts = Readonly<Record<string, string>>;

/** What a script with a nonce answers, its programs all having succeeded. */
function parts(line: string, said: Parts): Answer {
  const [, nonce] = / sh ([0-9a-f-]{36})\b/.exec(line) ?? assert.fail(line.slice(0, 80));
  return answer([...Object.entries(said), ['end', '']].map(([name, text]) => `\n${nonce} ${name} 0\n${text}\n`).join(''));
}

/** A cluster of two hosts, with what each says of the guest, and the guest itself. */
async function machines({ host1 = { list: running, info: '', lease: address('192.168.122.10') }, host2 = { list: running.replace(/ 1 .*/, '') }, guest = () => undefined, readOnly = false }: {
  readonly host1?: Parts | Fault;
  readonly host2?: Parts | Fault;
  readonly guest?: Script;
  readonly readOnly?: boolean;
} = {}) {
  const setting = await changeable({ hosts: ['host1', 'host2'], definition: { readOnly } });
  const asked: string[] = [];
  const of = new Map([['host1', host1], ['host2', host2]]);
  for (const link of setting.links) {
    const otherwise = link.script;
    link.script = (line, options) => {
      if (line.startsWith('date ')) return answer(`${time}\n`);
      if (!line.includes('/dev/tcp/')) return otherwise(line, options);
      asked.push(`${link.target} ${line.slice(line.lastIndexOf(' sh ')).split(' ').slice(3).join(' ')}`);
      const said = of.get(link.target) ?? {};
      return 'code' in said ? { fault: said as Fault } : parts(line, said);
    };
    link.onwardScript = () => (line, options) => {
      if (line.startsWith('date ')) return answer(`${time + 4_000}\n`);
      return line.includes('authkey') && line.includes('uname -n') ? parts(line, { name: 'guest1', programs: ' apt-get' }) : guest(line, options);
    };
  }
  const look = (choice: Partial<GuestChoice> = {}, options = { mayAsk: true }) => lookAtGuest(setting.session, { ...guest1, ...choice }, options);
  const [one, two] = setting.links as [ScriptedLink, ScriptedLink];
  return { ...setting, one, two, asked, look };
}

const ways = ({ onwards }: ScriptedLink): readonly Onward[] => onwards.map(({ way }) => way);

describe('A look at a guest', () => {
  it('asks each host once, and goes in through the one on which it runs', async () => {
    const { look, one, two, asked } = await machines();
    const seen = await look();
    assert.deepEqual(asked, ['host1 qemu:///system guest1 guest1  /etc/pacemaker/guest1.xml', 'host2 qemu:///system guest1 guest1  /etc/pacemaker/guest1.xml']);
    assert.deepEqual([seen.address, seen.through, seen.target, seen.libvirtUri], [{ address: '192.168.122.10', source: 'lease' }, 'host1', 'guest guest1', 'qemu:///system']);
    assert.ok(seen.seen.ok && seen.seen.value.name === 'guest1');
    assert.equal(seen.clockAheadMs, 4_000);
    assert.deepEqual(seen.hosts.map(({ target, seen: sight }) => [target, sight.ok && sight.value.domain?.state]), [['host1', 'running'], ['host2', undefined]]);
    assert.deepEqual([ways(one), ways(two)], [[{ target: 'guest guest1 on host1', user: 'root', address: '192.168.122.10', name: 'guest1' }], []]);
  });

  it('keeps the link, tries the port by the address found before, and closes the link with the session', async () => {
    const { look, one, asked, session } = await machines();
    await look();
    await look();
    assert.equal(one.onwards.length, 1);
    assert.match(asked[2] ?? '', /^host1 qemu:\/\/\/system guest1 guest1 192\.168\.122\.10 /);
    assert.equal(one.onwards[0]?.link.disposed, false);
    session.disconnect();
    assert.equal(one.onwards[0]?.link.disposed, true);
    assert.deepEqual(await session.run('guest guest1', { argv: ['true'], rights: 'none', mutates: false, timeoutMs: 1, maxBytes: 1, parse: () => failure({ code: 'cancelled' }) }), failure({ code: 'disconnected', host: 'guest guest1' }));
    session.dispose();
  });

  it('goes in once more where the guest was started anew since, and only once', async () => {
    let cuts = 1;
    const { look, one } = await machines({ guest: () => undefined });
    await look();
    const [inside] = one.onwards;
    const { link } = inside ?? assert.fail();
    const { script } = link;
    link.script = (line, options) => (line.includes('authkey') && cuts-- > 0 ? { fault: { code: 'link-lost', host: 'guest guest1 on host1', reason: 'closed' } } : script(line, options));
    assert.ok((await look()).seen.ok);
    cuts = 2;
    const { seen } = await look();
    assert.equal(!seen.ok && seen.fault.code, 'link-lost');
  });

  it('leaves a guest alone that has been shut down, until it runs again', async () => {
    const said: { list: string; info: string; lease: string } = { list: running, info: '', lease: address('192.168.122.10') };
    const { look, one } = await machines({ host1: said });
    await look();
    const [made] = one.onwards;
    made?.link.become({ kind: 'waiting', attempt: 1, retryAt: 1, fault: { code: 'link-lost', host: 'guest guest1 on host1', reason: 'closed' } });
    said.list = running.replace('1    guest1   running', '-    guest1   shut off');
    assert.equal((await look()).seen.ok, false);
    assert.equal(made?.link.state.kind, 'closed');
    said.list = running;
    assert.equal((await look()).seen.ok, true);
    assert.equal(one.onwards.length, 1);
  });

  it('goes another way where the guest has moved, or a person says where it is', async () => {
    const { look, one } = await machines();
    await look();
    await look({ address: '10.0.0.7', user: 'admin' });
    assert.deepEqual(one.onwards.map(({ way, link }) => [way.user, way.address, link.disposed]), [['root', '192.168.122.10', true], ['admin', '10.0.0.7', false]]);
  });

  it('says why nobody can look into it', async () => {
    const code = async (...given: Parameters<typeof machines>) => {
      const { look, one, two } = await machines(...given);
      const { seen, through, address: found, clockAheadMs } = await look();
      assert.deepEqual([through, found, clockAheadMs, one.onwards, two.onwards], [null, null, null, [], []]);
      return seen.ok ? null : seen.fault;
    };
    const none = { list: running.replace(/ 1 .*/, '') };
    assert.deepEqual(await code({ host1: none, host2: none }), { code: 'guest-nowhere', domain: 'guest1' });
    assert.deepEqual(await code({ host1: { list: running.replace('1    guest1   running', '-    guest1   shut off') } }), { code: 'guest-not-running', domain: 'guest1', state: 'shut off' });
    assert.deepEqual(await code({ host1: { list: running, info: '' } }), { code: 'guest-without-address', domain: 'guest1' });
    const lost: Fault = { code: 'link-lost', host: 'host1', reason: 'closed' };
    assert.deepEqual(await code({ host1: lost, host2: lost }), lost);
  });

  it('goes to a typed address through a host whose libvirt cannot be asked', async () => {
    const { look, two } = await machines({ host1: { list: running.replace('1    guest1   running', '-    guest1   shut off') }, host2: {} });
    const seen = await look({ address: '10.0.0.7' });
    assert.deepEqual([seen.through, seen.address, seen.seen.ok], ['host2', { address: '10.0.0.7', source: 'typed' }, true]);
    assert.deepEqual(ways(two).map(({ target }) => target), ['guest guest1 on host2']);
  });

  it('tells why the guest lets nobody in', async () => {
    const { look, one } = await machines();
    const fault: Fault = { code: 'authentication-failed', host: 'guest guest1 on host1', user: 'root', tried: ['publickey'], offered: ['publickey'] };
    const { onward } = one;
    one.onward = (way) => {
      const link = onward.call(one, way);
      link.connectAnswer = failure(fault);
      return link;
    };
    const seen = await look();
    assert.deepEqual([seen.seen, seen.through, seen.clockAheadMs], [failure(fault), 'host1', null]);
  });

  it('leaves off connecting when nobody waits any more', async () => {
    const { one, session } = await machines();
    const stop = new AbortController();
    const { onward } = one;
    one.onward = (way) => {
      const link = onward.call(one, way);
      link.connect = () => new Promise((resolve) => {
        link.disconnect = () => resolve(failure({ code: 'disconnected', host: way.target }));
        stop.abort();
      });
      return link;
    };
    const seen = await lookAtGuest(session, guest1, { mayAsk: true, signal: stop.signal });
    assert.deepEqual(seen.seen, failure({ code: 'cancelled' }));
  });
});

it('A look around is at the hosts, and at a guest where one is chosen', async () => {
  const { session } = await machines();
  const [without, together] = await Promise.all([lookAround(session, null, {}), lookAround(session, guest1, {})]);
  assert.equal(without.guest, null);
  assert.deepEqual([together.guest?.through, together.hosts.map(({ target }) => target)], ['host1', ['host1', 'host2']]);
});

describe('The commands of a step', () => {
  const quiet = { begins: () => undefined, waits: () => undefined, heard: () => undefined };

  it('run on a guest that has been looked into, and a key goes there from a host by way of nothing but memory', async () => {
    const key = randomBytes(4096);
    const digest = createHash('sha256').update(key).digest('hex');
    const written: string[] = [];
    const { look, one, session, clock } = await machines({ guest: (line) => (written.push(line), answer('')) });
    const own = one.script;
    one.script = (line, options) => (line === 'base64 /etc/pacemaker/authkey' ? answer(key.toString('base64')) : own(line, options));
    await look();
    const run = { signal: new AbortController().signal, clock, ...quiet };
    const outcomes = await session.changes.alone(run.signal, async (_, linkTo) => [
      ...(await runStep(linkTo, { kind: 'key', from: 'host1', isNew: false, to: ['guest guest1'] }, digest, run)),
      ...(await runStep(linkTo, { kind: 'commands', oneByOne: false, cautions: [], machines: [{ target: 'guest guest1', restarts: false, commands: [['systemctl', 'start', 'pacemaker_remote']] }] }, null, run)),
    ]);
    assert.deepEqual(outcomes, { ok: true, value: [{ target: 'guest guest1', kind: 'done' }, { target: 'guest guest1', kind: 'done' }] });
    assert.match(written.join('\n'), new RegExp(`^install -d .*\\nsh -c .* ${digest}\\nsystemctl start pacemaker_remote$`));
    assert.ok(!written.join().includes(key.toString('base64').slice(0, 60)));
  });

  it('of a step for a guest are run when that is as it was confirmed, and not for another guest', async () => {
    const said = { list: running.replace('1    guest1   running', '-    spare    shut off'), info: '' };
    const started: string[] = [];
    const { session, clock, one } = await machines({ host1: said });
    const own = one.script;
    one.script = (line, options) => (line.includes(' start ') && line.startsWith('virsh') ? (started.push(line), (said.list = running.replace('guest1', 'spare ')), answer('')) : own(line, options));
    const spare = { ...guest1, domain: 'spare', node: 'spare1' };
    const progress = progressOf(await ended(clock, lookAround(session, spare, {}))).find(({ step }) => step.id === 'reach');
    assert.ok(progress?.plan.kind === 'commands', JSON.stringify(progress));
    const step = { id: 'reach', plan: progress.plan } as const;
    const options = { signal: new AbortController().signal, clock, looks: () => undefined, ...quiet };
    const other = await ended(clock, takeStep(session, step, options));
    assert.deepEqual([other, started], [failure({ code: 'hosts-changed', cluster: 'mycluster' }), []]);
    const taken = await ended(clock, takeStep(session, { ...step, guest: spare }, options));
    assert.deepEqual([taken.ok && taken.value.outcomes, started], [[{ target: 'host1', kind: 'done' }], ['virsh --connect qemu:///system start --domain spare']]);
    assert.deepEqual(taken.ok && taken.value.now?.guest?.seen, failure({ code: 'guest-without-address', domain: 'spare' }));
  });

  it('are refused on a guest that nobody has looked into, and on any guest of a cluster on which nothing may be changed', async () => {
    const plan = { kind: 'commands', oneByOne: false, cautions: [], machines: [{ target: 'guest guest1', restarts: false, commands: [['poweroff']] }] } as const;
    const { session, clock } = await machines();
    const run = { signal: new AbortController().signal, clock, ...quiet };
    const outcomes = await session.changes.alone(run.signal, async (_, linkTo) => runStep(linkTo, plan, null, run));
    assert.ok(outcomes.ok && outcomes.value[0]?.kind === 'refused' && outcomes.value[0].fault.code === 'disconnected');
    const looked = await machines({ readOnly: true });
    await looked.look();
    const refused = await looked.session.run('guest guest1', { argv: ['poweroff'], rights: 'root', mutates: true, timeoutMs: 1, maxBytes: 1, parse: () => failure({ code: 'cancelled' }) });
    assert.deepEqual(refused, failure({ code: 'read-only', cluster: 'mycluster' }));
  });
});
