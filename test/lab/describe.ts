import { leaderOf } from './container';
import { containers, findLab, guests, stateOf } from './lab';
import { addressOf, layoutOf } from './layout';
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
  return [
    `${release}: up, state ${stateOf(layout) ?? 'unknown'}`,
    ...containers.map((machine) => `  ${machine.padEnd(8)} ${addressOf(layout, machine).padEnd(13)} ${leaderOf(layout, machine) === undefined ? 'off' : 'on'}`),
    ...guests.map((guest) => `  ${guest.padEnd(8)} ${addressOf(layout, guest).padEnd(13)} while its virtual machine runs`),
    `  ssh        ssh -F ${lab.sshConfigOutside} host1`,
    '             or host1-admin (sudo by password), host1-operator (sudo for what the README lists), host1-keeper (no sudo)',
    `  password   in ${lab.folder}/password, of all accounts; the key that all accept is ${lab.identity}`,
    `  namespace  ${lab.namespace}: nsenter --net=/run/netns/${lab.namespace} -- PROGRAM …, and there ssh -F ${lab.sshConfig}`,
  ].join('\n');
}
