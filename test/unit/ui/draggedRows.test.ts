import assert from 'node:assert/strict';
import { DraggedRows } from '../../../src/ui/draggedRows';

describe('What is being dragged', () => {
  it('is found by the word that travels with it, whatever else comes with that', () => {
    const dragged = new DraggedRows<{ readonly id: string }>();
    const elements = [{ id: 'web' }];
    assert.equal(dragged.find(['', dragged.take(elements)]), elements);
  });

  it('is found by nothing else, and not when something else is dragged', () => {
    const dragged = new DraggedRows<string>();
    assert.equal(dragged.find(['']), null);
    const before = dragged.take(['web']);
    assert.equal(dragged.find([]), null);
    assert.equal(dragged.find(['', '[{"row":{}}]', 'web']), null);
    assert.deepEqual(dragged.find([dragged.take(['db'])]), ['db']);
    assert.equal(dragged.find([before]), null);
    assert.equal(new DraggedRows<string>().find([before]), null);
  });
});
