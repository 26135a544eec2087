import { agents, programs, services } from './hostReport';

/** Elements of a CIB that neither Pacemaker nor a package puts there by itself. */
export const configuredElements = ['primitive', 'template', 'bundle', 'fencing-level', 'rsc_location', 'rsc_colocation', 'rsc_order', 'rsc_ticket', 'alert', 'acl_role', 'acl_target', 'tag'];

/**
 * What `probeCommand` lets a host's sh do: one look at everything that the steps ask of a host, in one round trip. Nothing is changed.
 * `sh -c SCRIPT sh NONCE [NAME…]`; the names are those of hosts, which it looks up. Every program that it runs has a part of its own with what it wrote;
 * one that is not there has none.
 *
 * All of it is one line, since csh has no spelling for an argument of several; for POSIX sh, dash, bash and ksh.
 */
export const probeScript = [
  'PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin:/usr/libexec"; LC_ALL=C; export PATH LC_ALL; nonce=$1; shift;',
  'part() { printf "\\n%s %s %s\\n%s\\n" "$nonce" "$1" "$2" "$3"; };',
  'has() { command -v "$1" >/dev/null 2>&1; };',
  'try() { part=$1; shift; if has "$1"; then said=$("$@" 2>&1); part "$part" "$?" "$said"; fi; };',
  'file() { [ ! -r "$2" ] || part "$1" 0 "$(cat "$2")"; };',

  'try name uname -n; file system /etc/os-release;',
  `found=; for each in ${programs.join(' ')}; do ! has "$each" || found="$found $each"; done; part programs 0 "$found";`,
  `found=; for each in ${agents.join(' ')}; do [ ! -x "/usr/lib/ocf/resource.d/$each" ] || found="$found $each"; done; part agents 0 "$found";`,
  'try broken dpkg --audit;',
  `try services systemctl show --property=Id,LoadState,ActiveState,UnitFileState ${services.join(' ')};`,

  // An interface is in one of firewalld's zones, each of which has services of its own.
  'if has firewall-cmd && firewall-cmd --quiet --state; then part firewalld 0 running; try default-zone firewall-cmd --get-default-zone; try active-zones firewall-cmd --get-active-zones;',
  'for each in $({ firewall-cmd --get-default-zone; firewall-cmd --get-active-zones | grep -v "^ " | cut -d " " -f 1; } | sort -u); do',
  'firewall-cmd --quiet --zone="$each" --query-service=high-availability; now=$?; firewall-cmd --quiet --permanent --zone="$each" --query-service=high-availability; part zone 0 "$each $now $?"; done;',
  'for each in "$@"; do try route ip -o route get "$(getent ahosts "$each" | head -n 1 | cut -d " " -f 1)"; done;',
  'else try ufw ufw status; try iptables-version iptables --version; try iptables iptables -S; try ip6tables ip6tables -S; try nft nft --json list ruleset; fi;',

  'file corosync /etc/corosync/corosync.conf;',
  // Debian's package brings one of a host by itself; only dpkg can tell that nobody has touched it.
  'if [ -r /etc/corosync/corosync.conf ] && has dpkg-query; then part packaged 0 "$(dpkg-query --show --showformat="\\${Conffiles}" corosync 2>/dev/null',
  '| grep -c " /etc/corosync/corosync.conf $(md5sum </etc/corosync/corosync.conf | cut -c 1-32)")"; fi;',
  // What cannot be read is not the same as what is not there. Of the CIB it is only counted what somebody must have configured.
  'sealed() { [ -e "$1" ] || { [ -d "${1%/*}" ] && [ ! -x "${1%/*}" ]; }; };',
  'key=/etc/pacemaker/authkey; if [ -r "$key" ]; then part key 0 "$(stat -L -c "%a %U %G %s" "$key"; sha256sum <"$key")"; elif sealed "$key"; then part key 1 ""; fi;',
  `cib=/var/lib/pacemaker/cib/cib.xml; if [ -r "$cib" ]; then part cib 0 "$(grep -c -E "<(${configuredElements.join('|')})[ />]" "$cib")"; elif sealed "$cib"; then part cib 1 ""; fi;`,

  // In a guest the tools ask the cluster by way of pacemaker_remote: without that they would ask in vain, and without a cluster some wait for one.
  'try remote systemctl is-active pacemaker_remote; if [ "$said" = active ]; then try tools timeout 5 crm_mon -1; fi;',
  'for each in "$@"; do try "address" getent ahosts "$each"; done;',
  // Debian and its kin leave a file; the Red Hat family has a program that says so by its exit status.
  'if [ -e /run/reboot-required ]; then part restart 1 ""; else try restart needs-restarting -r; fi;',
  'part end 0 "";',
].join(' ');
