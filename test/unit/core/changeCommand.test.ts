import assert from 'node:assert/strict';
import { type ChangeAnswer, changeCommand } from '../../../src/core/change/changeCommand';
import { untilAtRest } from '../../../src/core/commands/rest';

const words = ['pcs', 'resource', 'disable', 'FAKE1'] as const;
const told = (exitCode: number | null, stderr = '', stdout = ''): ChangeAnswer => {
  const answer = changeCommand(words).parse({ stdout, stderr, exitCode }, 'alpha');
  assert.ok(answer.ok);
  return answer.value;
};
const forceHelps = (stderr: string) => {
  const answer = told(1, stderr);
  return answer.kind === 'refused' ? answer.forceHelps : null;
};

describe('A command of a change', () => {
  it('is the words of the plan, changes the cluster, and needs no more than haclient', () => {
    const { argv, mutates, rights, stdin } = changeCommand(words);
    assert.deepEqual([argv, mutates, rights, stdin], [words, true, 'cluster', undefined]);
  });

  it('needs root where pcs would hand it to its daemon, and time then', () => {
    const rightsOf = (...args: readonly string[]) => changeCommand(['pcs', ...args]).rights;
    for (const args of [['cluster', 'start'], ['cluster', 'stop', 'host2'], ['cluster', 'enable', '--all'], ['cluster', 'disable'], ['cluster', 'destroy', '--all'], ['cluster', 'node', 'add', 'host3'], ['host', 'auth', 'host3', '-u', 'x'], ['cluster', 'auth', 'host3']]) {
      assert.equal(rightsOf(...args), 'root', args.join(' '));
      assert.equal(changeCommand(['pcs', ...args]).timeoutMs, 3_600_000);
    }
    for (const args of [['cluster', 'standby', 'host2'], ['node', 'standby', 'host2'], ['stonith', 'fence', 'host2'], ['stonith', 'confirm', 'host2', '--yes'], ['status', 'wait']]) assert.equal(rightsOf(...args), 'cluster', args.join(' '));
  });

  it('has a deadline, which is long where pcs itself waits for the cluster', () => {
    const minutes = (...args: readonly string[]) => changeCommand(['pcs', ...args]).timeoutMs / 60_000;
    for (const short of [['resource', 'disable', 'A'], ['resource', 'ban', 'A'], ['property', 'set', 'a=b']]) assert.equal(minutes(...short), 2);
    for (const long of [['resource', 'restart', 'A'], ['resource', 'move', 'A'], ['resource', 'delete', 'A'], ['resource', 'remove', 'A'], ['resource', 'disable', 'A', '--wait=9'], ['status', 'wait'], ['stonith', 'fence', 'host2']]) assert.equal(minutes(...long), 60);
  });

  it('repeats nothing of a CIB that a program prints with its refusal, which has passwords in it', () => {
    const cib = '1 <cib epoch="9">\n2   <configuration>\n3     <nvpair name="passwd" value="hush"/>\n';
    const answer = told(1, `Error: unable to set attribute <b>x</b>\n${cib}crm_attribute: Error: 5 < 6, says <x>\n`);
    assert.equal(answer.kind === 'refused' && answer.said, 'Error: unable to set attribute <b>x</b>\n…\ncrm_attribute: Error: 5 < 6, says <x>');
    const only = told(1, cib);
    assert.ok(only.kind === 'refused' && !JSON.stringify(only).includes('hush'));
  });

  it('is accepted when it says so, whatever it warns of', () => {
    assert.deepEqual(told(0, 'Warning: Stopping more than half of the cluster\n'), { kind: 'accepted' });
  });

  it('is refused in the words of pcs', () => {
    assert.deepEqual(told(1, "Error: bundle/clone/group/resource 'FAKE9' does not exist\n"), {
      kind: 'refused',
      fault: { code: 'command-failed', host: 'alpha', program: 'pcs', exitCode: 1, message: "bundle/clone/group/resource 'FAKE9' does not exist" },
      said: "Error: bundle/clone/group/resource 'FAKE9' does not exist",
      forceHelps: false,
    });
    const onStdout = told(1, ' \n', 'no such thing\n');
    assert.equal(onStdout.kind === 'refused' && onStdout.said, 'no such thing');
    const endless = told(1, 'x'.repeat(100_000));
    assert.equal(endless.kind === 'refused' && endless.said.length, 4_000);
  });

  it('says that force helps where pcs says so of everything that is wrong, and only there', () => {
    const forceable = "Error: this command is not sufficient for creating a guest node, use 'pcs cluster node add-guest', use --force to override\n";
    const final = 'Error: unknown resource\n';
    assert.equal(forceHelps(forceable), true);
    assert.equal(forceHelps(`Warning: odd\n${forceable}Error: Errors have occurred, therefore pcs is unable to continue\n`), true);
    assert.equal(forceHelps('Error: these would be lost:\n  one\n  two, use --force to override\n'), true);
    assert.equal(forceHelps(`${forceable}${final}`), false);
    assert.equal(forceHelps('Error: Errors have occurred, therefore pcs is unable to continue\n'), false);
    assert.equal(forceHelps(''), false);
  });

  it('leaves open what became of it where it was ended before it could say', () => {
    for (const status of [null, 124, 137, 143]) assert.equal(told(status, 'Error: no').kind, 'unclear');
  });
});

describe('The question whether a cluster is at rest', () => {
  const answerTo = (exitCode: number | null, stdout = '', stderr = '') => untilAtRest().parse({ stdout, stderr, exitCode }, 'alpha');

  it('changes nothing, and waits no longer than its deadline', () => {
    const { argv, mutates, timeoutMs } = untilAtRest();
    assert.deepEqual([argv, mutates], [['crm_resource', '--wait', '--timeout=60s'], false]);
    assert.ok(timeoutMs > 60_000);
  });

  it('is answered by the status, in which Pacemaker 1 and 2 differ', () => {
    assert.deepEqual(answerTo(0), { ok: true, value: 'at-rest' });
    assert.deepEqual(answerTo(124, 'Pending actions:\n\tAction 12: FAKE1_start_0\ton host1\n'), { ok: true, value: 'moving' });
    assert.deepEqual(answerTo(62), { ok: true, value: 'moving' });
    assert.deepEqual(answerTo(1, '', 'Pending actions:\n'), { ok: true, value: 'moving' });
    const failed = answerTo(102, '', 'Could not connect to the CIB\n');
    assert.equal(!failed.ok && failed.fault.code, 'command-failed');
  });
});
