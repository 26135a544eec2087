import { leaderOf } from './container';
import { findLab, stateOf } from './lab';
import { addressOf, layoutOf, type MachineName } from './layout';
import type { Release } from './release';
import { leftovers } from './teardown';

/** What is up of a release's lab and how to use it, or what is left of one, in lines for a person. */
export async function describe(release: Release): Promise<string> {
  const layout = layoutOf(release);
  const lab = findLab(release);
  if (!lab) {
    const left = await leftovers(layout);
    return left.length === 0 ? `${release}: not up` : [`${release}: not up, but not all is gone (npm run lab -- down --release ${release}):`, ...left.map((line) => `  ${line}`)].join('\n');
  }
  const machines: readonly MachineName[] = ['host1', 'host2'];
  return [
    `${release}: up, state ${stateOf(layout) ?? 'unknown'}`,
    ...machines.map((machine) => `  ${machine.padEnd(8)} ${addressOf(layout, machine).padEnd(13)} ${leaderOf(layout, machine) === undefined ? 'off' : 'on'}`),
    `  namespace    ${lab.namespace} (nsenter --net=/run/netns/${lab.namespace} -- PROGRAM …)`,
    `  ssh          ssh -F ${lab.sshConfig} host1, or host1-admin, host1-operator, host1-keeper, in that namespace`,
    `  key          ${lab.identity}`,
    `  password     in ${lab.folder}/password, of all accounts`,
  ].join('\n');
}
