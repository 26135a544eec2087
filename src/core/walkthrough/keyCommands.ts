import type { Words } from '../change/plan';

/** Where a key is kept, and the group that may read it. */
export interface KeyPlace {
  readonly folder: string;
  readonly group: string;
}

/** Where Pacemaker looks for it. */
export const keyPlace: KeyPlace = { folder: '/etc/pacemaker', group: 'haclient' };

/** What writes a key ends with where there is another one already, and where what came is not what was sent. */
export const keyExit = { another: 3, damaged: 4 } as const;

/**
 * Puts a key there as a whole or not at all, and over none that is there: it is written beside its place, with its group and mode before there is
 * anything in it, and gets its name when all is well. `known` is run first, `make` writes and checks `$new`. POSIX sh, in one line without `!`, which csh
 * wants spelled otherwise.
 */
function placing({ folder, group }: KeyPlace, known: string, make: string, ...words: readonly string[]): readonly Words[] {
  const script = [
    `umask 077; key=$1/authkey; hash() { sha256sum <"$1" | cut -c 1-64; }; if [ -e "$key" ]; then ${known}; fi;`,
    'new=$(mktemp "$1/authkey.XXXXXX") || exit 1; trap \'rm -f "$new"\' EXIT; trap "exit 1" HUP INT TERM;',
    `chgrp "$2" "$new" && chmod 0640 "$new" || exit 1; ${make};`,
    // A second name fails where there is one, unlike a new name: a key that somebody has made meanwhile stays.
    `ln "$new" "$key" || exit ${keyExit.another}`,
  ].join(' ');
  return [['install', '-d', '-m', '0750', '-g', group, folder], ['sh', '-c', script, 'sh', folder, group, ...words]];
}

/** Makes a key on a host that has none: as long as tutorials make it, for Pacemaker's group alone to read. */
export function makingKey(place = keyPlace): readonly Words[] {
  return placing(place, `exit ${keyExit.another}`, 'dd if=/dev/urandom of="$new" bs=4096 count=1 2>/dev/null && [ "$(wc -c <"$new")" -eq 4096 ] || exit 1');
}

/** Prints the key as base64, which is text. */
export function readingKey({ folder } = keyPlace): Words {
  return ['base64', `${folder}/authkey`];
}

/** Puts the key there that comes on standard input as base64. `digest` is the SHA-256 of it, in hexadecimal digits. Where that key is already nothing is done. */
export function writingKey(digest: string, place = keyPlace): readonly Words[] {
  return placing(place, `[ "$(hash "$key")" = "$3" ] || exit ${keyExit.another}; exit 0`, `base64 -d >"$new" && [ "$(hash "$new")" = "$3" ] || exit ${keyExit.damaged}`, digest);
}
