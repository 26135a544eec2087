import assert from 'node:assert/strict';
import type { Row } from '../../../src/render/row';
import { HeldTooltips, timeToRead } from '../../../src/ui/heldTooltips';
import { row } from './row';

const said = (id: string, words: string): Row => row(id, { tooltip: { from: { words }, build: () => assert.fail('built') } });

/** The rows of a view, and which of them have to be drawn anew for their tooltips. */
function view() {
  const held = new HeldTooltips();
  let rows = new Map<string, Row>();
  return {
    held,
    show: (...now: readonly Row[]) => void (rows = new Map(now.map((each) => [each.id, each]))),
    outdated: (now: number) => held.outdated((id) => rows.get(id), now),
  };
}

describe('The tooltips that the editor holds', () => {
  it('are none while nobody has pointed at a row, whatever happens in the cluster', () => {
    const { show, outdated } = view();
    for (let event = 0; event < 1000; event++) {
      show(said('a', `event ${event}`));
      assert.deepEqual(outdated(event), []);
    }
  });

  it('cost one redraw after a look at them, however many events follow', () => {
    const { held, show, outdated } = view();
    held.give(said('a', 'event 0'), 0);
    let redraws = 0;
    for (let event = 1; event < 1000; event++) {
      show(said('a', `event ${event}`));
      const ids = outdated(event * 100);
      redraws += ids.length;
      held.drop(ids);
    }
    assert.equal(redraws, 1);
  });

  it('are left alone while a person may be reading them', () => {
    const { held, show, outdated } = view();
    held.give(said('a', 'before'), 1000);
    show(said('a', 'after'));
    assert.deepEqual(outdated(1000 + timeToRead - 1), []);
    assert.deepEqual(outdated(1000 + timeToRead), ['a']);
  });

  it('stay while they say the same', () => {
    const { held, show, outdated } = view();
    held.give(said('a', 'same'), 0);
    show(said('a', 'same'));
    assert.deepEqual(outdated(60_000), []);
  });

  it('are let go of with the whole view, and forgotten with their row', () => {
    const { held, show, outdated } = view();
    held.give(said('a', 'before'), 0);
    show();
    assert.deepEqual(outdated(60_000), []);
    show(said('a', 'after'));
    held.drop(null);
    assert.deepEqual(outdated(60_000), []);
  });
});
