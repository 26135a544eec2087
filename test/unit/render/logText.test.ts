import assert from 'node:assert/strict';
import { failure, success } from '../../../src/core/result';
import { logText } from '../../../src/render/logText';
import { t } from './plainTranslate';

describe('A log as a document', () => {
  it('has the lines of each host below its name, or why there are none', () => {
    const text = logText('What failed', [
      { host: 'host1', read: success('2026-11-22T16:20:14+0000 host1 pacemaker-controld[1]:  error: one\n2026-11-22T16:20:15+0000 host1 corosync[2]: two\n') },
      { host: 'root@host2', read: success('') },
      { host: 'host3', read: failure({ code: 'disconnected', host: 'host3' }) },
    ], null, ({ code }) => `why: ${code}`, t);
    assert.equal(text.slice(text.indexOf('host1\n')), [
      'host1', '=====', '2026-11-22T16:20:14+0000 host1 pacemaker-controld[1]:  error: one', '2026-11-22T16:20:15+0000 host1 corosync[2]: two', '',
      'root@host2', '==========', 'Nothing was written there.', '',
      'host3', '=====', 'why: disconnected', '',
    ].join('\n'));
    assert.match(text, /^What failed\n.*\nThe newest 2000 lines at most/);
  });

  it('shows what cannot be seen as an escape, and keeps the lines', () => {
    const text = logText('x', [{ host: 'host1', read: success('a\u001b[31mred\u202e\nb\rc\n') }], { from: 0, to: 360_000 }, String, t);
    assert.ok(text.endsWith('=====\na\\u{1b}[31mred\\u{202e}\nb\\rc\n'), JSON.stringify(text));
    assert.match(text, /From \d{4}-\d\d-\d\d \d\d:\d\d:00 to /);
  });
});
