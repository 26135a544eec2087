import assert from 'node:assert/strict';
import { changesOf } from '../../../../src/practice/host/watchingPrograms';

describe('Events of a practice host\'s libvirt', () => {
  const running = (id: number) => ({ name: 'guest1', id });
  const spare = { name: 'spare', id: null };

  it('tell of what has stopped and started since, in the words of libvirt', () => {
    const [stopped, started] = ["event 'lifecycle' for domain 'guest1': Stopped Destroyed\n", "event 'lifecycle' for domain 'guest1': Started Booted\n"];
    assert.deepEqual(changesOf([running(1), spare], [running(1), spare]), []);
    assert.deepEqual(changesOf([running(1), spare], [spare]), [stopped]);
    assert.deepEqual(changesOf([spare], [running(2), spare]), [started]);
    assert.deepEqual(changesOf([running(1)], [running(2)]), [stopped, started]);
  });
});
