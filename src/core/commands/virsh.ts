import type { Command, Output } from '../command';
import { type DomainDescription, readDomain } from '../readDomain';
import { type DomainStatistics, readDomstats } from '../readDomstats';
import { type ListedDomain, readVirshList } from '../readVirshList';
import { redactDomain } from '../redact';
import { type Result, success } from '../result';
import { requireSuccess } from './requireSuccess';

/** Lists the domains of the libvirt at this connection URI, running or not. */
export function listDomains(uri: string): Command<readonly ListedDomain[]> {
  return { ...virsh(uri, 'list', '--all'), parse: readDomainsOutput };
}

/** Reads what `listDomains` left behind. */
export function readDomainsOutput(output: Output, host: string): Result<readonly ListedDomain[]> {
  const answer = requireSuccess(output, 'virsh', host);
  return answer.ok ? readVirshList(answer.value) : answer;
}

/** Figures of every running domain. */
export function domainStatistics(uri: string): Command<readonly DomainStatistics[]> {
  return {
    ...virsh(uri, 'domstats', '--state', '--vcpu', '--balloon', '--cpu-total'),
    parse: (output, host) => {
      const answer = requireSuccess(output, 'virsh', host);
      return answer.ok ? readDomstats(answer.value) : answer;
    },
  };
}

/** What a domain is made of. */
export function describeDomain(uri: string, domain: string): Command<DomainDescription> {
  return {
    ...virsh(uri, 'dumpxml', '--domain', domain),
    parse: (output, host) => {
      const answer = requireSuccess(output, 'virsh', host);
      return answer.ok ? readDomain(answer.value) : answer;
    },
  };
}

/** A domain's XML as a document to look at. virsh leaves passwords out; one that is there all the same is masked. */
export function domainText(uri: string, domain: string): Command<string> {
  return {
    ...virsh(uri, 'dumpxml', '--domain', domain),
    parse: (output, host) => {
      const answer = requireSuccess(output, 'virsh', host);
      if (!answer.ok) return answer;
      const whole = readDomain(answer.value);
      return whole.ok ? success(redactDomain(answer.value)) : whole;
    },
  };
}

/**
 * What a VM resource's configuration file says. Pacemaker's own folder for them is readable for the group haclient,
 * other places are for root.
 */
export function describeDomainFile(path: string): Command<DomainDescription> {
  return {
    argv: ['cat', '--', path],
    rights: 'cluster',
    mutates: false,
    timeoutMs: 10_000,
    maxBytes: 4_000_000,
    parse: (output, host) => {
      const answer = requireSuccess(output, 'cat', host);
      return answer.ok ? readDomain(answer.value) : answer;
    },
  };
}

function virsh(uri: string, ...args: readonly string[]): Omit<Command<unknown>, 'parse'> {
  return { argv: ['virsh', '-c', uri, ...args], rights: 'libvirt', mutates: false, timeoutMs: 15_000, maxBytes: 4_000_000 };
}
