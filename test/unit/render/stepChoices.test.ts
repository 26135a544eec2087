import assert from 'node:assert/strict';
import { chapterSteps } from '../../../src/core/walkthrough/step';
import { latestMoment, recoveryDocument } from '../../../src/render/recoveryText';
import { stepChoices } from '../../../src/render/stepChoices';
import { stepUrge } from '../../../src/render/stepText';
import { whole, withGuest } from '../core/walkthrough/guestSituations';
import { member, situation } from '../core/walkthrough/hostReports';
import { t } from './plainTranslate';

describe('The steps to choose from', () => {
  const hosts = stepChoices(situation([member('host1')], 'idle'), t);
  const guest = stepChoices(withGuest({}, whole), t);
  const values = (choices: typeof hosts) => choices.map(({ value }) => (typeof value === 'string' ? value : value.step.id));

  it('are those of the hosts alone as long as there is no guest, which can be said then', () => {
    assert.deepEqual(values(hosts), [...chapterSteps.hosts, 'checklist', 'guest']);
    assert.deepEqual(hosts.flatMap(({ heading }) => heading ?? []), []);
    assert.equal(hosts.at(-1)?.label, 'Set Up Guest Node…');
  });

  it('are all with a guest, under the headings of their chapters, and another guest can be said', () => {
    assert.deepEqual(values(guest), [...Object.values(chapterSteps).flat(), 'checklist', 'guest']);
    assert.deepEqual(guest.flatMap(({ heading, label }) => (heading === undefined ? [] : [[heading, label]])), [
      ['Physical hosts', '1. Let the cluster through the firewall'],
      ['KVM guest', '10. Have a virtual machine'],
      ['Integrate the guest into the cluster', '22. Write down what the machine is made of'],
      ['Recovery', '27. Kill pacemaker_remote in the guest'],
      ['Beside the steps', 'Show Set-up Checklist'],
    ]);
    assert.deepEqual([guest.at(-1)?.label, guest.at(-1)?.detail], ['Another Guest…', 'guest1 is set up as the node guest1, logged in to as root where libvirt says it is.']);
    const typed = stepChoices(withGuest({ choice: { address: '10.0.0.7', user: 'ops' } }), t);
    assert.equal(typed.at(-1)?.detail, 'guest1 is set up as the node guest1, logged in to as ops at 10.0.0.7.');
  });
});

describe('A second word', () => {
  it('is asked for before a guest fails or is shut down, and before a cluster does without fencing', () => {
    const questions = [{ code: 'kills', node: 'guest1', resources: [] }, { code: 'shuts-down', domain: 'vm1' }, { code: 'no-fencing' }] as const;
    assert.deepEqual(questions.map((caution) => stepUrge(caution, t)?.question), ['Is guest1 to fail now?', 'Does nobody need vm1 just now?', 'Is this host for a trial, and nothing on it that anybody would miss?']);
    assert.equal(stepUrge({ code: 'guest-unseen', domain: 'vm1' }, t), null);
  });
});

describe('A recovery that is watched', () => {
  const moments = [{ event: 'failed', at: 1_000 }, { event: 'stopping', at: 1_000 }, { event: 'starting', at: 4_250 }] as const;
  const recovery = { node: 'guest1', failedAt: 'Sun Nov 22 17:05:01 2026', moments };

  it('is written down with the time of each moment, until the node is back', () => {
    const text = recoveryDocument(recovery, 'lab', t);
    assert.match(text, /^What becomes of the guest node guest1 of lab\.\nBy the clock of the host that found out it was lost at Sun Nov 22 17:05:01 2026\.\n\n/);
    assert.deepEqual(text.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}.*$/gm)?.map((line) => line.slice(21)), ['+0 s The connection to guest1 failed.', '+0 s Its machine is being stopped.', '+3.3 s Its machine is being started.']);
    assert.match(text, /\n\nMore is written here as it is seen\./);
    assert.doesNotMatch(recoveryDocument({ ...recovery, moments: [...moments, { event: 'returned', at: 21_000 }] }, 'lab', t), /More is written here/);
  });

  it('is told by its latest moment where there is little room', () => {
    assert.equal(latestMoment(recovery, t), '+3.3 s Its machine is being started.');
    assert.equal(latestMoment({ ...recovery, moments: [] }, t), '');
  });
});
