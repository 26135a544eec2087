import assert from 'node:assert/strict';
import { createScreen } from '../../bench/lab/screen';

describe('screen of a terminal', () => {
  const shown = (...writes: readonly string[]) => {
    const screen = createScreen(6, 40);
    for (const each of writes) screen.write(each);
    return screen.text().trimEnd();
  };

  it('places what is written where the cursor was sent', () => {
    assert.equal(shown('\x1bH\x1bJNode List:\x1bY!"* Online: [ host1 ]\r\nEnd'), 'Node List:\n  * Online: [ host1 ]\nEnd');
  });

  it('keeps what is not written over, as watch leaves it', () => {
    assert.equal(shown('\x1bHEvery 2.0s\r\nhost1 online, host2 online', '\x1bY!\x2estandby\x1bK'), 'Every 2.0s\nhost1 online, standby');
  });

  it('takes an order that comes in two pieces', () => {
    assert.equal(shown('\x1bHone\x1b', 'Y"', ' two'), 'one\n\ntwo');
  });

  it('scrolls at its last line, and clears from the cursor on', () => {
    assert.equal(shown('1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7'), '2\n3\n4\n5\n6\n7');
    assert.equal(shown('1\r\n2\r\n3', '\x1bY!\x20\x1bJ'), '1');
  });

  it('reaches columns beyond those that are ASCII', () => {
    const screen = createScreen(2, 160);
    screen.write(`\x1bY ${String.fromCharCode(32 + 119)}7`);
    assert.equal(screen.text().indexOf('7'), 119);
  });
});
