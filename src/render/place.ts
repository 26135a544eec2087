import { displayName } from './displayName';
import type { Translate } from './row';

/** Where a guest or the machine of a node runs, and where the connection to it runs if that is elsewhere. */
export function placeWords({ host, connectionHost }: { readonly host: string | null; readonly connectionHost: string | null }, t: Translate): readonly string[] {
  return [
    ...(host === null ? [] : [t('on {0}', displayName(host))]),
    ...(connectionHost === null || connectionHost === host ? [] : [t('connection on {0}', displayName(connectionHost))]),
  ];
}
