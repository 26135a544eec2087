import assert from 'node:assert/strict';
import { readCibLog } from '../../bench/lab/cibLog';

/** As Pacemaker 2.1.5 wrote it when host2 was put into standby. */
const log = `Nov 22 21:33:28.009 host1 pacemaker-based     [351] (cib_process_request) 	info: Forwarding cib_modify operation for section nodes to all (origin=local/crm_attribute/4)
Nov 22 21:33:28.009 host1 pacemaker-based     [351] (cib_perform_op) 	info: Diff: --- 0.9.8 2
Nov 22 21:33:28.009 host1 pacemaker-based     [351] (cib_perform_op) 	info: Diff: +++ 0.10.0 (null)
Nov 22 21:33:28.009 host1 pacemaker-based     [351] (cib_perform_op) 	info: +  /cib:  @epoch=10, @num_updates=0
Nov 22 21:33:28.009 host1 pacemaker-based     [351] (cib_perform_op) 	info: ++ /cib/configuration/nodes/node[@id='2']:  <instance_attributes id="nodes-2"/>
Nov 22 21:33:28.017 host1 pacemaker-controld  [356] (abort_transition_graph) 	info: Transition 4 aborted by instance_attributes.nodes-2 'create'
Nov 22 21:33:28.009 host1 pacemaker-based     [351] (cib_perform_op) 	info: ++                                            <nvpair id="nodes-2-standby" name="standby" value="on"/>
Nov  2 21:33:30.105 host1 pacemaker-based     [351] (cib_perform_op) 	info: Diff: --- 0.10.6 2
Nov  2 21:33:30.105 host1 pacemaker-based     [351] (cib_perform_op) 	info: Diff: +++ 0.11.0 (null)
Nov  2 21:33:30.105 host1 pacemaker-based     [351] (cib_perform_op) 	info: -- /cib/configuration/nodes/node[@id='2']/instance_attributes[@id='nodes-2']/nvpair[@id='nodes-2-standby']
`;

describe('the CIB in pacemaker.log', () => {
  it('has each change with its time to the millisecond and its parts', () => {
    const [made, removed, ...rest] = readCibLog(log, 2026);
    assert.equal(new Date(made?.at ?? 0).toISOString(), '2026-11-22T21:33:28.009Z');
    assert.match(made?.text ?? '', /epoch=10[\s\S]*nodes-2-standby.*value="on"/);
    assert.equal(new Date(removed?.at ?? 0).toISOString(), '2026-11-02T21:33:30.105Z');
    assert.match(removed?.text ?? '', /^-- .*nodes-2-standby/);
    assert.deepEqual(rest, []);
  });
});
