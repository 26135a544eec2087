import assert from 'node:assert/strict';
import { listCheckpoints, readCheckpointText } from '../../src/core/commands/checkpoints';
import { configurationIn } from '../../src/core/configuration/configurationText';
import { unmask } from '../../src/core/configuration/maskedSecrets';
import { redactCib } from '../../src/core/redact';
import { lossesOf } from '../../src/core/whatIf/losses';
import { leaves } from '../../src/render/leaves';
import { resilienceDocument } from '../../src/render/whatIfDocument';
import type { Outcome } from '../../src/session/changeOutcome';
import { type CheckedChange, checkConfiguration, type ReadConfiguration, readConfigurationNow } from '../../src/session/checkConfiguration';
import type { ClusterSession } from '../../src/session/clusterSession';
import { playWhatIfs } from '../../src/session/playWhatIf';
import { t } from '../unit/render/plainTranslate';
import { atRest } from './atRest';
import { follow } from './followed';
import { mustRunOn, useLab } from './labTests';
import { sentence } from './sentence';

describe('A real cluster as a whole', function () {
  this.timeout(90_000);
  const tests = useLab();
  const { lab, test, change } = tests;
  const host1 = lab.host('host1');
  const options = { mayAsk: false };

  const read = async (session: ClusterSession): Promise<ReadConfiguration> => {
    const answer = await session.changes.ask((host) => readConfigurationNow(host, options));
    assert.ok(answer.ok, sentence(answer));
    return answer.value;
  };
  const check = async (session: ClusterSession, base: ReadConfiguration, text: string, checkpoint: number | null = null): Promise<Extract<CheckedChange, { kind: 'ready' }>> => {
    const answer = await session.changes.ask((host) => checkConfiguration(host, base, { text, checkpoint }, 'lab', options));
    assert.ok(answer.ok, sentence(answer));
    assert.ok(answer.value.kind === 'ready', JSON.stringify(answer.value));
    return answer.value;
  };
  async function push(session: ClusterSession, { task }: Extract<CheckedChange, { kind: 'ready' }>): Promise<Outcome> {
    await session.refresh(options);
    const ready = await session.changes.prepare(task);
    assert.ok(ready.ok, sentence(ready));
    const preview = await session.changes.preview(ready.value, new AbortController().signal);
    assert.ok(preview.ok, sentence(preview));
    return session.changes.carryOut(ready.value, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
  }

  /** What the scheduler itself has done one transition after the other when something happens to a copy of the CIB, and where these then run. */
  const endOf = (event: string, resources: readonly string[]) => mustRunOn(host1, `
    folder=$(mktemp -d); cibadmin --query >$folder/now.xml; event=${event}
    for round in 1 2 3 4 5 6; do crm_simulate --simulate --xml-file $folder/now.xml --save-output $folder/next.xml $event; event=; mv $folder/next.xml $folder/now.xml; done
    for each in ${resources.join(' ')}; do echo "$each ends on $(CIB_file=$folder/now.xml crm_resource --quiet --locate --resource $each 2>/dev/null | tr '\\n' ' ')"; done
    rm -r $folder`);

  test('tells of the loss of a host what crm_simulate ends with, and of each node and guest in turn', async () => {
    const { session } = await follow(tests);
    await atRest(host1);
    await session.refresh(options);
    const now = session.state.last ?? assert.fail('nothing was read');
    const before = await mustRunOn(host1, 'cibadmin --query --scope configuration');
    const begun = Date.now();
    const played = await session.changes.ask((host) => playWhatIfs(host, now, lossesOf(now), { mayAsk: false, signal: new AbortController().signal }));
    assert.ok(played.ok, sentence(played));
    process.stdout.write(`      the loss of ${played.value.length} nodes and guests: ${Date.now() - begun} ms\n`);
    const lost = played.value.find(({ whatIf }) => whatIf.kind === 'nodeFails' && whatIf.node === 'host2');
    assert.ok(lost?.aftermath.ok, lost && !lost.aftermath.ok ? sentence(lost.aftermath) : 'host2 is none of them');
    const { fenced, resources: fates } = lost.aftermath.value;
    const running = leaves(now.resources).filter(({ kind, implicit, active }) => kind === 'primitive' && !implicit && active);
    assert.ok(running.length > 4 && running.some(({ nodes }) => nodes.includes('host2')) && fates.length > 0, JSON.stringify(fates));
    const said = await endOf('--node-fail=host2', running.map(({ id }) => id));
    // A guest is fenced by what becomes of its machine, which crm_simulate tells in its summary alone.
    assert.deepEqual(fenced.filter(({ resource }) => resource === null).map(({ node }) => node).sort(), [...new Set([...said.matchAll(/^ *\* Fencing (\S+) \(/gm)].map(([, node]) => node))].sort(), said);
    assert.ok(fenced.some(({ node }) => node === 'host2'));
    for (const { id, nodes } of running) {
      const fate = fates.find(({ resource }) => resource === id);
      const ends = fate === undefined ? nodes : 'to' in fate ? fate.to : [];
      assert.equal(new RegExp(`^${id} ends on (.*)$`, 'm').exec(said)?.[1]?.trim(), ends.join(' '), `${JSON.stringify(fate)}\n${said}`);
    }
    assert.deepEqual(fates.filter(({ kind }) => kind === 'homeless').map(({ resource }) => resource).sort(), running.map(({ id }) => id).filter((id) => new RegExp(`^${id} ends on *$`, 'm').test(said)).sort());
    assert.match(resilienceDocument(played.value, now, t), /^ {2}host2 fails {2,}\S/m);
    assert.equal(await mustRunOn(host1, 'cibadmin --query --scope configuration'), before, 'nothing was changed');
  });

  test('takes an edited configuration, refuses it after somebody else’s change, and takes a checkpoint back', async () => {
    const { session } = await follow(tests);
    await atRest(host1);
    const first = await read(session);
    const edit = (base: ReadConfiguration, value: string) => {
      const { text, unknown } = unmask(redactCib(base.text).replace('</crm_config>', `  <cluster_property_set id="edited-here"><nvpair id="edited-here-limit" name="batch-limit" value="${value}"/></cluster_property_set>\n    </crm_config>`), base.text);
      assert.deepEqual(unknown, []);
      return text;
    };
    const wanted = await check(session, first, edit(first, '31'));
    await change(host1, 'true', 'cibadmin --delete --xml-text \'<cluster_property_set id="edited-here"/>\' || true');
    assert.equal((await push(session, wanted)).kind, 'done');
    assert.match(await mustRunOn(host1, 'cibadmin --query --scope crm_config'), /name="batch-limit" value="31"/);
    assert.match(await mustRunOn(lab.host('host2'), 'cibadmin --query --scope crm_config'), /name="batch-limit" value="31"/);

    const second = await read(session);
    const late = await check(session, second, second.text.replace('value="31"', 'value="32"'));
    const planned = await session.changes.prepare(late.task);
    assert.ok(planned.ok, sentence(planned));
    await mustRunOn(host1, 'crm_attribute --type crm_config --name edited-meanwhile --update 1');
    await change(host1, 'true', 'crm_attribute --type crm_config --name edited-meanwhile --delete || true');
    const outcome = await session.changes.carryOut(planned.value, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    assert.ok(outcome.kind === 'refused' && outcome.ran === 0 && outcome.fault.code === 'configuration-changed', JSON.stringify(outcome));
    // So does the cluster where somebody else is quicker than the look that is taken before.
    const patch = late.task.patch.map((piece) => (typeof piece === 'string' ? piece : piece.reveal())).join('');
    const refused = await session.run(null, { argv: ['cibadmin', '--patch', '--xml-pipe'], stdin: patch, rights: 'cluster', mutates: true, timeoutMs: 20_000, maxBytes: 100_000, parse: (output) => ({ ok: true, value: output }) });
    assert.ok(refused.ok && refused.value.exitCode === 103, JSON.stringify(refused));
    assert.match(await mustRunOn(host1, 'cibadmin --query --scope crm_config'), /name="batch-limit" value="31"/);

    const listed = await session.run(null, listCheckpoints(), options);
    assert.ok(listed.ok, sentence(listed));
    const former = listed.value.find(({ version }) => version.adminEpoch === first.version.adminEpoch && version.epoch === first.version.epoch);
    assert.ok(former, `${JSON.stringify(first.version)} is none of ${JSON.stringify(listed.value.slice(0, 4))}`);
    const text = await session.run(null, readCheckpointText(former), options);
    assert.ok(text.ok, sentence(text));
    const configuration = configurationIn(text.value);
    assert.ok(configuration.ok);
    assert.equal((await push(session, await check(session, await read(session), configuration.value.text, former.number))).kind, 'done');
    assert.ok(!/edited-here|edited-meanwhile/.test(await mustRunOn(host1, 'cibadmin --query --scope crm_config')));
  });
});
