import assert from 'node:assert/strict';
import { changeable, ended, mutations, prepared } from './changedCluster';
import { type Answer, answer, type ScriptedLink } from './scriptedLink';

const disable = { kind: 'disable', resources: ['FAKE1'] } as const;

const simulation = (...actions: readonly string[]) => `<pacemaker-result api-version="2.25" request="crm_simulate"><actions>${actions.join('')}</actions><status code="0" message="OK"/></pacemaker-result>`;
const stop = '<rsc_action action="Stop" resource="FAKE1" node="guest1" reason="due to node availability"/>';

/** What a host's sh answers to a preview: its word for the parts stands in the command line. */
function played(line: string, cib: string): Answer {
  const nonce = / sh ([0-9a-f-]{36}) xml /.exec(line)?.[1];
  const part = (name: string, status: number, text: string) => `\n${nonce} ${name} ${status}\n${text}`;
  return answer([part('before', 0, simulation()), part('before-said', 0, ''), part('after', 0, simulation(stop)), part('after-said', 0, ''), part('cib', 0, cib), part('end', 0, '')].join(''));
}

const cibOf = (link: ScriptedLink) => link.lines.filter((line) => line === 'cibadmin --query').length;
const previews = ({ lines }: ScriptedLink) => lines.filter((line) => line.startsWith('sh -c'));

describe('A change that is previewed', () => {
  it('is played by its host on the CIB as it is at that moment, and changes nothing', async () => {
    const { session, clock, alpha, cluster } = await changeable();
    const cib = ((await cluster.script('cibadmin --query', undefined)) as { readonly stdout: string }).stdout;
    cluster.arrangement.instead = (line) => (line.startsWith('sh -c') ? played(line, cib) : null);
    const ready = await prepared(session, clock, disable);
    let stdin: string | undefined;
    const run = alpha.run.bind(alpha);
    alpha.run = (command, options) => {
      if (command.argv[0] === 'sh') {
        stdin = command.stdin;
        assert.equal(command.mutates, false);
      }
      return run(command, options);
    };
    cluster.sight.epoch = 77;
    const before = cibOf(alpha);
    const preview = await ended(clock, session.changes.preview(ready, new AbortController().signal));
    assert.ok(preview.ok, JSON.stringify(preview));
    assert.deepEqual(preview.value.change.actions.map(({ kind, resource }) => [kind, resource]), [['stop', 'FAKE1']]);
    assert.equal(cibOf(alpha), before + 1);
    assert.match(stdin ?? '', / epoch="77" /);
    assert.equal(previews(alpha).length, 1);
    assert.deepEqual([mutations(alpha), cluster.changed, session.changes.underWay], [[], [], false]);
  });

  it('is read through pcs where only that may be run', async () => {
    const refused = (program: string): Answer => ({ fault: { code: 'sudo-refused', host: 'alpha', user: 'ops', program } });
    const { session, clock, alpha, cluster } = await changeable();
    const ready = await prepared(session, clock, disable);
    cluster.arrangement.instead = (line) => (line.startsWith('cibadmin') ? refused('cibadmin') : line === 'pcs cluster cib' ? answer('<cib epoch="88"/>') : line.startsWith('sh -c') ? played(line, '<cib epoch="88"/>') : null);
    const preview = await ended(clock, session.changes.preview(ready, new AbortController().signal));
    assert.ok(preview.ok, JSON.stringify(preview));
    assert.match(preview.value.before, /epoch="88"/);
    assert.ok(alpha.lines.includes('pcs cluster cib'));
  });

  it('is played by what happens where that is its way, and no step is run', async () => {
    const { session, clock, alpha, cluster } = await changeable();
    const ready = await prepared(session, clock, disable);
    cluster.arrangement.instead = (line) => (line.startsWith('sh -c') ? answer('', 1) : null);
    await ended(clock, session.changes.preview({ ...ready, plan: { ...ready.plan, preview: { kind: 'events', events: ['--node-fail=host 1'] } } }, new AbortController().signal));
    assert.match(previews(alpha)[0] ?? '', / text 0 --node-fail=host 1$/);
  });

  it('can be cancelled at each step', async () => {
    for (const hung of ['cibadmin --query', 'sh -c']) {
      const { session, clock, alpha, cluster } = await changeable();
      const ready = await prepared(session, clock, disable);
      cluster.arrangement.instead = (line) => (line.startsWith(hung) && !line.includes('--xpath') ? new Promise<Answer>(() => undefined) : null);
      const stopping = new AbortController();
      const preview = session.changes.preview(ready, stopping.signal);
      await clock.advance(5_000);
      stopping.abort();
      assert.deepEqual(await preview, { ok: false, fault: { code: 'cancelled' } });
      assert.equal(previews(alpha).length, hung === 'sh -c' ? 1 : 0);
    }
  });

  it('is none for what the scheduler cannot be asked about, nor where the cluster is not known as it is now', async () => {
    const { session, clock, alpha } = await changeable();
    const { signal } = new AbortController();
    const restart = await prepared(session, clock, { kind: 'restart', resource: 'FAKE1', node: null });
    assert.deepEqual(await session.changes.preview(restart, signal), { ok: false, fault: { code: 'no-preview' } });
    const ready = await prepared(session, clock, disable);
    alpha.disconnect();
    assert.deepEqual(await session.changes.preview(ready, signal), { ok: false, fault: { code: 'not-live', cluster: 'mycluster' } });
  });

  it('says why where its host cannot play it', async () => {
    const { session, clock, cluster } = await changeable();
    cluster.arrangement.instead = (line) => (line.startsWith('sh -c') ? answer('', 1, 'no folder for a private copy of the CIB\n') : null);
    const preview = await ended(clock, session.changes.preview(await prepared(session, clock, disable), new AbortController().signal));
    assert.deepEqual(preview, { ok: false, fault: { code: 'command-failed', host: 'alpha', program: 'sh', exitCode: 1, message: 'no folder for a private copy of the CIB' } });
  });
});
