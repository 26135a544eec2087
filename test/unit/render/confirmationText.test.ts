import assert from 'node:assert/strict';
import { type Confirmation, confirmationChoices, confirmationInShort, confirmationText, noPreviewText } from '../../../src/render/confirmationText';
import { t } from './plainTranslate';

const confirmation: Confirmation = {
  host: 'root@host1',
  cluster: 'Lab',
  note: null,
  consequences: ['FAKE1 stops on host2.'],
  cautions: ['Nothing takes its place.'],
  commands: ['pcs resource disable FAKE1'],
};
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe('the confirmation of a change', () => {
  it('says what would come of it, what is to be thought of, and what is run where', () => {
    assert.equal(confirmationText(confirmation, t), [
      'FAKE1 stops on host2.', '', 'Nothing takes its place.', '', 'What is run on root@host1, in the cluster Lab:', 'pcs resource disable FAKE1',
    ].join('\n'));
  });

  it('begins with why it is asked again', () => {
    assert.match(confirmationText({ ...confirmation, note: 'The cluster has changed.' }, t), /^The cluster has changed\.\n\nFAKE1 stops/);
  });

  it('has room for twelve consequences and twelve commands, and says how many more there are', () => {
    const whole = confirmationText({ ...confirmation, consequences: numbered(12) }, t);
    assert.match(whole, /line 12\n/);
    const cut = confirmationText({ ...confirmation, consequences: numbered(40), commands: numbered(13) }, t);
    assert.match(cut, /line 11\n… and 29 more\n/);
    assert.match(cut, /line 11\n… and 2 more$/);
  });

  it('shows every character of a command, also those that hide', () => {
    const shown = confirmationText({ ...confirmation, host: 'h\u202e', commands: ["pcs resource disable 'a\u202eb\u0000c'", "'two\nlines'"] }, t);
    assert.match(shown, /What is run on h\\u\{202e\},/);
    assert.match(shown, /'a\\u\{202e\}b\\u\{0\}c'\n'two\nlines'$/);
    assert.doesNotMatch(shown, /[\u202e\0]/);
  });

  it('fits into a notification, with the commands whole', () => {
    assert.equal(confirmationInShort('Disable FAKE1', { ...confirmation, commands: ['a', 'b'] }, t), 'Disable FAKE1? What is run on root@host1, in the cluster Lab: a; b');
  });

  it('has nothing that interrupts something under the key Enter', () => {
    assert.deepEqual(confirmationChoices({ harmless: false, previewed: true }), ['full', 'do', 'copy']);
    assert.deepEqual(confirmationChoices({ harmless: false, previewed: false }), ['copy', 'do']);
    assert.deepEqual(confirmationChoices({ harmless: true, previewed: true }), ['do', 'full', 'copy']);
    assert.deepEqual(confirmationChoices({ harmless: true, previewed: false }), ['do', 'copy']);
  });

  it('says why there is no preview', () => {
    for (const why of ['runs-on-nodes', 'forgets-history', 'cluster-stopped', 'not-waited'] as const) assert.match(noPreviewText(why, t), /^There is no preview: .*\.$/);
    assert.equal(new Set((['runs-on-nodes', 'forgets-history', 'cluster-stopped', 'not-waited'] as const).map((why) => noPreviewText(why, t))).size, 4);
    assert.match(noPreviewText({ code: 'program-missing', host: 'host1', program: 'crm_simulate' }, t), /^There is no preview\. crm_simulate is not installed on host1/);
  });
});
