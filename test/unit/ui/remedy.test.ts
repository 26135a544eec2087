import assert from 'node:assert/strict';
import { remedyOf } from '../../../src/ui/remedy';

describe('What is offered beside a failure', () => {
  it('leads on by the action’s own name', () => {
    assert.deepEqual(remedyOf('no-cluster'), { id: 'pacemaker.cluster.setUp', title: 'Set Up Hosts…' });
    assert.deepEqual(remedyOf('not-running'), { id: 'pacemaker.cluster.start', title: 'Start Cluster on All Hosts' });
  });

  it('is nothing where no action of a cluster would help', () => {
    assert.equal(remedyOf('link-lost'), null);
  });
});
