import { done, refused, type Simulated } from './done';
import type { UfwRule } from './firewall';

/** ufw: it lets ports of a protocol in, and says what it lets in. */
export const ufw: Simulated = (machine, args) => {
  const { firewall } = machine;
  if (firewall.kind !== 'ufw') return refused(machine, 'ERROR: problem running');
  if (args.join(' ') === 'status') return done(machine, statusText(firewall.allowed));
  const [, protocol, ports] = /^(?:prepend )?allow proto (tcp|udp) to any port ([\d,]+)$/.exec(args.join(' ')) ?? [];
  if (protocol === undefined || ports === undefined) return refused(machine, `ERROR: the ufw of a practice machine knows 'status' and 'allow proto … to any port …', not '${args.join(' ')}'`);
  const rule: UfwRule = { protocol: protocol === 'tcp' ? 'tcp' : 'udp', ports };
  if (firewall.allowed.some((each) => each.protocol === rule.protocol && each.ports === ports)) return done(machine, 'Skipping adding existing rule\nSkipping adding existing rule (v6)\n');
  return done({ ...machine, firewall: { ...firewall, allowed: [...firewall.allowed, rule] } }, 'Rule added\nRule added (v6)\n');
};

/** firewall-cmd: the service of a cluster in the zone of the network. */
export const firewallCmd: Simulated = (machine, args) => {
  const { firewall } = machine;
  if (firewall.kind !== 'firewalld') return refused(machine, 'FirewallD is not running', 252);
  const flags = args.filter((word) => word !== '--permanent' && word !== '--zone=public' && word !== '--quiet').join(' ');
  const when = args.includes('--permanent') ? 'later' : 'now';
  switch (flags) {
    case '--state': return done(machine, 'running\n');
    case '--get-default-zone': return done(machine, 'public\n');
    case '--get-active-zones': return done(machine, 'public\n  interfaces: enp1s0\n');
    case '--list-services': return done(machine, `dhcpv6-client ${firewall[when] ? 'high-availability ' : ''}ssh\n`);
    case '--query-service=high-availability': return firewall[when] ? done(machine, 'yes\n') : { machine, output: { stdout: 'no\n', stderr: '', exitCode: 1 } };
    case '--add-service=high-availability':
      return firewall[when]
        ? { machine, output: { stdout: 'success\n', stderr: 'Warning: ALREADY_ENABLED: high-availability\n', exitCode: 0 } }
        : done({ ...machine, firewall: { ...firewall, [when]: true } }, 'success\n');
    default: return refused(machine, `usage: the firewalld of a practice machine has the zone public and the service high-availability; it cannot do '${args.join(' ')}'`, 2);
  }
};

function statusText(allowed: readonly UfwRule[]): string {
  const rows = (six: string) => allowed.map(({ ports, protocol }) => `${`${ports}/${protocol}${six}`.padEnd(26)} ALLOW       Anywhere${six}`);
  return ['Status: active', '', 'To                         Action      From', '--                         ------      ----', ...rows(''), ...rows(' (v6)'), '', ''].join('\n');
}
