import { isHostName } from './fitNames';
import { addingName } from './guestCommands';
import type { GuestSight, GuestSituation, NameOnHost } from './guestSituation';
import { ofEachSight, onHostsMissing } from './seenGuest';
import type { Seen } from './seenHosts';
import type { Step } from './step';

/** Every host finds the guest by its node's name. A name that leads elsewhere is somebody's, and stays. */
export const hostNamesStep: Step = {
  id: 'hostNames',
  needs: ['reach'],
  check: (situation) => ofEachSight(situation, (sight, guest) => seen(sight, guest)),
  plan: (situation) => onHostsMissing(situation, hostNamesStep.check(situation), (_, { choice, address }) => ({ commands: address === null ? [] : [addingName(address.address, choice.node)] })),
};

function seen({ name: { lines, resolved }, addresses }: GuestSight, { choice: { node }, address }: GuestSituation): Seen {
  if (!isHostName(node)) return ['wrong', { code: 'node-unfit', node }];
  const [first] = resolved;
  if (first === undefined) return address === null ? ['unknown', { code: 'unresolved-no-address', name: node }] : ['missing', { code: 'unresolved', name: node }];
  const own = [...(address === null ? [] : [address.address]), ...addresses.map((each) => each.address)];
  const right = own.length === 0 ? first : resolved.find((each) => own.includes(each));
  if (right === undefined || isLoopback(right)) return ['wrong', { code: 'resolves-elsewhere', name: node, found: resolved, wanted: own[0] ?? '', line: lineOf(lines, resolved) }];
  // The first of two lines counts, and somebody will mend the other one day.
  return isDoubled(lines) ? ['wrong', { code: 'name-twice', name: node, lines: lines.map(({ number }) => number) }] : ['done', { code: 'resolves', name: node, address: right }];
}

function isDoubled(lines: NameOnHost['lines']): boolean {
  const families = lines.map(({ address }) => address.includes(':'));
  return new Set(families).size < families.length;
}

function lineOf(lines: NameOnHost['lines'], resolved: readonly string[]): number | null {
  return lines.find(({ address }) => resolved.includes(address))?.number ?? null;
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
