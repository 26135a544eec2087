import type { Words } from '../core/change/plan';
import type { Situation } from '../core/walkthrough/step';

/** What runs a line on a machine of a set-up, without that line: ssh, and for the guest by way of the host that it was reached through. */
export function reachingWords(target: string, { guest }: Situation): Words {
  if (guest?.target !== target) return ['ssh', '--', destination(target)];
  const { address, through, choice: { user, node } } = guest;
  return ['ssh', ...(through === null ? [] : ['-J', destination(through)]), '--', `${user}@${address?.address ?? node}`];
}

/** ssh takes a port only from an address of its own kind. */
function destination(target: string): string {
  const rest = target.trim().replace(/^ssh:\/\/(.*?)\/?$/, '$1');
  const host = rest.slice(rest.lastIndexOf('@') + 1);
  return host.startsWith('[') || /^[^:]*:\d+$/.test(host) ? `ssh://${rest}` : rest;
}
