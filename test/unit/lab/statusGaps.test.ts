import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { statusGaps } from '../../lab/statusGaps';

const fixture = (path: string) => readFileSync(`test/fixtures/${path}`, 'utf8');
const expected = {
  online: ['host1', 'host2', 'guest1'],
  started: ['vm-guest1', 'guest1', 'FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5'],
};

describe('What a lab still lacks', () => {
  for (const release of ['bullseye', 'bookworm', 'trixie']) {
    it(`is nothing once crm_mon of ${release} shows all of it`, () => {
      assert.deepEqual(statusGaps(fixture(`${release}/10-guest-online-5-dummies/crm_mon-xml.out`), expected), []);
    });
  }

  it('is named while a guest recovers', () => {
    assert.deepEqual(statusGaps(fixture('bookworm/20-after-kill/crm_mon-xml.out'), expected), [
      'guest1 is not online', 'vm-guest1 is not started', 'guest1 is not started', 'FAKE1 is not started', 'FAKE3 is not started', 'FAKE5 is not started',
    ]);
  });

  it('is named when a node or resource is not there at all', () => {
    const status = fixture('bookworm/10-guest-online-5-dummies/crm_mon-xml.out');
    assert.deepEqual(statusGaps(status, { online: ['remote1'], started: ['remote1'] }), ['remote1 is not online', 'remote1 is not started']);
  });

  it('is a resource that failed where it is said to be started, and a node that is online and unclean', () => {
    const status = fixture('bookworm/10-guest-online-5-dummies/crm_mon-xml.out');
    const failed = status.replace(/(<resource id="FAKE1"[^>]*failed=)"false"/, '$1"true"').replace(/(<node name="host2"[^>]*unclean=)"false"/, '$1"true"');
    assert.deepEqual(statusGaps(failed, expected), ['host2 is not online', 'FAKE1 is not started']);
  });

  it('is the cluster where crm_mon cannot reach it', () => {
    assert.deepEqual(statusGaps('<pacemaker-result><status code="102" message="Not connected"/></pacemaker-result>', expected), ['crm_mon shows no cluster']);
    assert.deepEqual(statusGaps('', expected), ['crm_mon shows no cluster']);
  });
});
