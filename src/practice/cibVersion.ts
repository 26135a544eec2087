import { descend, valueOf, withAttributes, writeCibTree, type CibElement } from './cibTree';

/**
 * Makes the version of a CIB higher than that of the one before, as every update of a real one does: readers compare nothing else.
 * A change of the configuration raises the epoch, one of the status only the number of updates.
 */
export function withNewerVersion(cib: CibElement, before: CibElement): CibElement {
  const isNewer = (names: readonly string[]) => (names.map((name) => Math.sign(number(cib, name) - number(before, name))).find((sign) => sign !== 0) ?? 0) > 0;
  const configured = configurationText(cib) !== configurationText(before);
  if (isNewer(configured ? ['admin_epoch', 'epoch'] : ['admin_epoch', 'epoch', 'num_updates'])) return cib;
  const next = configured
    ? { epoch: number(before, 'epoch') + 1, num_updates: 0 }
    : { epoch: number(before, 'epoch'), num_updates: number(before, 'num_updates') + 1 };
  return withAttributes(cib, { admin_epoch: String(number(before, 'admin_epoch')), epoch: String(next.epoch), num_updates: String(next.num_updates) });
}

export function configurationText(cib: CibElement): string {
  const part = descend(cib, 'configuration');
  return part ? writeCibTree(part) : '';
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
