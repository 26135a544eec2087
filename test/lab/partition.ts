import type { LabTests } from './labTests';
import { mustRun } from './run';

/**
 * Lets the hosts hear nothing of each other, and everybody else hear both of them, until the answer is called or the test is over:
 * between ports of a bridge that are isolated nothing is forwarded.
 */
export async function part({ lab, hosts, afterwards }: LabTests): Promise<() => Promise<void>> {
  const isolated = async (state: 'on' | 'off') => {
    for (const { name } of hosts) await mustRun('The hosts could not be kept apart', 'ip', ['-n', lab.namespace, 'link', 'set', 'dev', name, 'type', 'bridge_slave', 'isolated', state]);
  };
  const heal = () => isolated('off');
  afterwards(heal);
  await isolated('on');
  return heal;
}
