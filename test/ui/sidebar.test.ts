import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

describe('The Pacemaker sidebar', () => {
  const workbench = useWorkbench();

  it('has five views in their order', async () => {
    assert.deepEqual(await workbench().viewNames(), ['Clusters', 'Nodes', 'Guests', 'Resources', 'Constraints']);
  });
});
