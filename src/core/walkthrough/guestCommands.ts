import type { Words } from '../change/plan';
import { keyPlace } from './keyCommands';

/*
 * What is more than one program is POSIX sh in one line, without `!`, which csh wants spelled otherwise. Names and addresses are handed to it as words of their own.
 */

/** Has a host know a name. Asks once more before it writes, so that no line is there twice, and mends a last line that has no end. */
export function addingName(address: string, name: string, file = '/etc/hosts'): Words {
  const script = 'getent hosts "$2" >/dev/null && exit 0; [ -z "$(tail -c 1 "$3")" ] || echo >>"$3"; printf "%s\\t%s\\n" "$1" "$2" >>"$3"';
  return ['sh', '-c', script, 'sh', address, name, file];
}

/** Asks a guest to shut down, and waits until it has: virsh only says that it was asked. One that libvirt does not keep when it is off is gone then. */
export function shuttingDown(libvirtUri: string, domain: string, seconds: number): Words {
  const script = 'virsh --connect "$1" shutdown --domain "$2" || exit 1; left=$3; while [ "$left" -gt 0 ]; do'
    + ' state=$(virsh --connect "$1" domstate --domain "$2") || exit 0; [ "$state" = "shut off" ] && exit 0; sleep 1; left=$((left - 1)); done;'
    + ' echo "$2 is still $state after $3 seconds" >&2; exit 1';
  return ['sh', '-c', script, 'sh', libvirtUri, domain, String(seconds)];
}

/**
 * Writes the XML of a domain that comes on standard input: as a whole or not at all, with its group and mode before there is anything in it, and over no file that
 * has come there meanwhile, for a second name fails where there is one.
 */
export function writingDomain(path: string, { folder, group } = keyPlace): readonly Words[] {
  const script = 'umask 077; new=$(mktemp "$1.XXXXXX") || exit 1; trap \'rm -f "$new"\' EXIT; trap "exit 1" HUP INT TERM; chgrp "$2" "$new" && chmod 0640 "$new" || exit 1;'
    + ' cat >"$new" && tail -n 3 "$new" | grep -q "</domain>" || exit 1; ln "$new" "$1"';
  return [['install', '-d', '-m', '0750', '-g', group, folder], ['sh', '-c', script, 'sh', path, group]];
}

/** It goes by either of two names: that with an underscore until Pacemaker 2. */
export const killingRemote: Words = ['sh', '-c', 'kill -9 $(pidof pacemaker-remoted pacemaker_remoted)'];
