import { remotePortGreeting } from './remotePort';

/**
 * What `guestProbe` lets a host's sh do: one look at a virtual machine from there, in one round trip. Nothing is changed.
 * `sh -c SCRIPT sh NONCE URI DOMAIN NODE ADDRESS FILE`; without an address that is empty. Every program that it runs has a part of its own with what it wrote.
 *
 * A libvirt or a guest's agent that hangs is waited for no longer than a moment. Pacemaker's port is asked by bash, which every system with Pacemaker has
 * and whose words for what became of a connection are known; it is given the name as an argument, and reads nothing in it.
 *
 * All of it is one line, since csh has no spelling for an argument of several; for POSIX sh, dash, bash and ksh.
 */
export const guestProbeScript = [
  'PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"; LC_ALL=C; export PATH LC_ALL; nonce=$1; uri=$2; domain=$3; node=$4; address=$5; file=$6;',
  'part() { printf "\\n%s %s %s\\n%s\\n" "$nonce" "$1" "$2" "$3"; };',
  'try() { part=$1; shift; said=$("$@" 2>&1); code=$?; part "$part" "$code" "$said"; return "$code"; };',
  'ask() { part=$1; patience=$2; shift 2; try "$part" timeout "$patience" virsh -c "$uri" "$@"; };',

  // A libvirt that has not answered once is not waited for again.
  'if ask list 5 list --all && ask info 5 dominfo --domain "$domain"; then ask xml 5 dumpxml --inactive --domain "$domain";',
  'for each in agent lease arp; do ask "$each" 2 domifaddr --domain "$domain" --source "$each" --full; done; fi;',

  'if [ -f "$file" ]; then part file 0 "$(stat -L -c "%a %U %G %s %C" "$file" 2>/dev/null; head -c 200000 "$file")"; fi;',
  'try hosts grep -n -i -F -e "$node" /etc/hosts; if try resolved timeout 5 getent ahosts "$node"; then peer=$node; else peer=$address; fi;',

  'if [ -n "$peer" ]; then try port timeout 2 bash -c',
  `'exec 3<>"/dev/tcp/$1/3121" || exit 9; echo open; printf "${remotePortGreeting}" >&3; timeout 1.5 dd bs=256 count=1 <&3 2>/dev/null | od -An -v -tx1; exit "\${PIPESTATUS[0]}"'`,
  'bash "$peer"; fi;',
  'part end 0 "";',
].join(' ');
