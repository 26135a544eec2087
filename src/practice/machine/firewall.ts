/**
 * What keeps packets out of a practice machine, as Debian's packages have it by themselves, with SSH let in.
 * ufw        `allowed` are its rules, each for ports of one protocol
 * firewalld  its one zone `public`; whether it lets the service high-availability in, now and after it has been loaded anew
 */
export type PracticeFirewall =
  | { readonly kind: 'none' }
  | { readonly kind: 'ufw'; readonly allowed: readonly UfwRule[] }
  | { readonly kind: 'firewalld'; readonly now: boolean; readonly later: boolean };

export interface UfwRule {
  readonly protocol: 'tcp' | 'udp';
  /** Numbers with commas between them, in the order in which they were given. */
  readonly ports: string;
}

export const ufwAsInstalled: PracticeFirewall = { kind: 'ufw', allowed: [{ protocol: 'tcp', ports: '22' }] };
export const firewalldAsInstalled: PracticeFirewall = { kind: 'firewalld', now: false, later: false };

/** What iptables or ip6tables say of the rules that ufw has written: the chains that a packet for a port comes through. */
export function ufwChains(allowed: readonly UfwRule[], prefix: 'ufw' | 'ufw6'): string {
  return [
    '-P INPUT DROP', '-P FORWARD DROP', '-P OUTPUT ACCEPT',
    ...['after-input', 'before-input', 'reject-input', 'skip-to-policy-input', 'user-input'].map((chain) => `-N ${prefix}-${chain}`),
    ...['before-input', 'after-input', 'reject-input'].map((chain) => `-A INPUT -j ${prefix}-${chain}`),
    ...['137', '138'].map((port) => `-A ${prefix}-after-input -p udp -m udp --dport ${port} -j ${prefix}-skip-to-policy-input`),
    `-A ${prefix}-before-input -i lo -j ACCEPT`,
    `-A ${prefix}-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
    `-A ${prefix}-before-input -j ${prefix}-user-input`,
    `-A ${prefix}-skip-to-policy-input -j DROP`,
    ...allowed.map(({ protocol, ports }) => (ports.includes(',')
      ? `-A ${prefix}-user-input -p ${protocol} -m multiport --dports ${ports} -j ACCEPT`
      : `-A ${prefix}-user-input -p ${protocol} -m ${protocol} --dport ${ports} -j ACCEPT`)),
  ].join('\n');
}

/** Whether a connection to a port comes in. Of firewalld only the service of a cluster is known here, which has all of its ports. */
export function letsIn(firewall: PracticeFirewall, port: number): boolean {
  switch (firewall.kind) {
    case 'none': return true;
    case 'ufw': return firewall.allowed.some(({ protocol, ports }) => protocol === 'tcp' && ports.split(',').includes(String(port)));
    case 'firewalld': return port === 22 || firewall.now;
  }
}
