import { valueOf, withAttributes, type CibElement } from './cibTree';

const counters = ['admin_epoch', 'epoch', 'num_updates'] as const;

/** Makes the version of a CIB higher than that of the one before, as every update of a real one does: readers compare nothing else. */
export function withNewerVersion(cib: CibElement, before: CibElement): CibElement {
  const order = counters.map((name) => Math.sign(number(cib, name) - number(before, name))).find((sign) => sign !== 0) ?? 0;
  if (order > 0) return cib;
  const [adminEpoch, epoch, updates] = counters.map((name) => number(before, name)) as [number, number, number];
  return withAttributes(cib, { admin_epoch: String(adminEpoch), epoch: String(epoch), num_updates: String(updates + 1) });
}

/** Notes who changed the configuration, and when, as the CIB manager does: `at` in milliseconds since the epoch. */
export function withChange(cib: CibElement, change: { readonly at: number; readonly host: string; readonly client: string }): CibElement {
  return withAttributes(cib, { 'cib-last-written': ctime(change.at), 'update-origin': change.host, 'update-client': change.client, 'update-user': 'root' });
}

/** ctime(3) in UTC: `Sun Nov 22 17:04:34 2026`, `Sun Nov  1 …`. */
export function ctime(at: number): string {
  const [, day, date, month, year, time] = /^(\w{3}), (\d{2}) (\w{3}) (\d{4}) ([\d:]{8})/.exec(new Date(at).toUTCString())!;
  return `${day!} ${month!} ${date!.replace(/^0/, ' ')} ${time!} ${year!}`;
}

function number(cib: CibElement, name: string): number {
  return Number(valueOf(cib, name)) || 0;
}
