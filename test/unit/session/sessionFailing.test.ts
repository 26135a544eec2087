import assert from 'node:assert/strict';
import type { Fault } from '../../../src/core/fault';
import { healthy, scriptedCluster, scriptOf } from './scriptedCluster';
import type { Answer, Script, ScriptedLink } from './scriptedLink';

const reading = 'crm_mon --one-shot';
const version = 'cibadmin --query --xpath';
const notConnected: Answer = { stdout: '', stderr: '', exitCode: 102 };
const needsPassword: Fault = { code: 'prompt-needed', host: 'alpha', what: 'sudo-password' };

describe('ClusterSession when something fails all the time', () => {
  const ended: Fault = { code: 'command-failed', host: 'alpha', program: 'crm_mon', exitCode: 1, message: '' };
  const lineAnswers = (answers: Readonly<Record<string, Answer>>) => scriptOf({ ...healthy, ...answers });

  /** Commands and watches in so many seconds in which crm_mon writes every second. */
  async function during(seconds: number, script: Script, prepare: (link: ScriptedLink) => void = () => undefined) {
    const { session, clock, links } = scriptedCluster({ alpha: script });
    const link = links[0]!;
    prepare(link);
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(10_000);
    const [commands, watches] = [link.lines.length, link.watches.length];
    for (let second = 0; second < seconds; second++) {
      for (const watch of link.watches) if (watch.argv[0] === 'crm_mon') watch.sign();
      await clock.advance(1_000);
    }
    return { kind: session.state.kind, commands: link.lines.length - commands, watches: link.watches.length - watches };
  }

  it('is no storm: a cluster that is stopped, of which crm_mon says every second that it is not there', async () => {
    const stopped = await during(60, lineAnswers({ 'cibadmin --query --xpath /cib --no-children': notConnected, 'cibadmin --query': notConnected, 'crm_mon --one-shot': notConnected, crm_node: notConnected }));
    assert.equal(stopped.kind, 'stopped');
    assert.ok(stopped.commands <= 21 * 3, `${stopped.commands} commands`);
  });

  it('is no storm: answers that are cut, refused, or do not come', async () => {
    const cut = (healthy[reading] as { stdout: string }).stdout.slice(0, 2_000);
    const kinds: readonly Readonly<Record<string, Answer>>[] = [
      { 'crm_mon --one-shot': { stdout: cut, stderr: '', exitCode: 0 } },
      { 'cibadmin --query': { fault: needsPassword }, 'crm_mon --one-shot': { fault: needsPassword } },
      { 'crm_mon --one-shot': { fault: { code: 'command-timeout', host: 'alpha', program: 'crm_mon', afterMs: 20_000 } } },
      { 'crm_mon --one-shot': { fault: { code: 'channel-refused', host: 'alpha' } } },
    ];
    for (const answers of kinds) {
      const { kind, commands } = await during(60, lineAnswers(answers));
      assert.notEqual(kind, 'live');
      assert.ok(commands <= 120, `${JSON.stringify(Object.values(answers)[0])}: ${commands} commands`);
    }
  });

  it('is no storm: a version that never is the one that was read', async () => {
    let updates = 0;
    const root = (healthy['cibadmin --query --xpath /cib --no-children'] as { stdout: string }).stdout;
    const table = scriptOf(healthy);
    const { kind, commands } = await during(10, (line, options) =>
      line.startsWith(version) ? { stdout: root.replace(/num_updates="\d+"/, `num_updates="${updates++}"`), stderr: '', exitCode: 0 } : table(line, options),
    );
    assert.equal(kind, 'live');
    assert.ok(commands <= 30 * 4, `${commands} commands`);
  });

  it('is no storm: programs that end as soon as they are started', async () => {
    const { watches, commands } = await during(60, lineAnswers({}), (link) => {
      const start = link.watch.bind(link);
      link.watch = async (command) => {
        const opened = await start(command);
        const watch = link.watches.find((one) => opened.ok && one === opened.value);
        watch?.sign();
        watch?.end(ended);
        return opened;
      };
    });
    assert.ok(watches <= 8, `${watches} starts`);
    assert.ok(commands <= 90, `${commands} commands`);
  });

  it('is no storm: a connection that comes and goes', async () => {
    const { session, clock, links } = scriptedCluster({ alpha: lineAnswers({}) });
    const link = links[0]!;
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(10_000);
    const before = link.lines.length;
    for (let second = 0; second < 10; second++) {
      link.become({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 500, fault: { code: 'link-lost', host: 'alpha', reason: 'reset' } });
      await clock.advance(500);
      link.become({ kind: 'connected', since: clock.now() });
      await clock.advance(500);
    }
    assert.equal(session.state.kind, 'live');
    assert.ok((link.lines.length - before) / 10 <= 15, `${(link.lines.length - before) / 10} commands each time`);
    assert.equal(link.watches.filter(({ disposed }) => !disposed).length, 2);
  });
});
