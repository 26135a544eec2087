import type { Command, Output } from '../command';
import { type DomainDescription, readDomain } from '../readDomain';
import { type DomainStatistics, readDomstats } from '../readDomstats';
import { type ListedDomain, readVirshList } from '../readVirshList';
import { redactDomain } from '../redact';
import { type Result, success } from '../result';
import { type Bounds, readingCommand } from './readingCommand';
import { requireSuccess } from './requireSuccess';

const BOUNDS: Bounds = { rights: 'libvirt', timeoutMs: 15_000, maxBytes: 4_000_000 };

/** Lists the domains of the libvirt at this connection URI, running or not. */
export function listDomains(uri: string): Command<readonly ListedDomain[]> {
  return readingCommand(['virsh', '-c', uri, 'list', '--all'], BOUNDS, readVirshList);
}

/** Reads what `listDomains` left behind. */
export function readDomainsOutput(output: Output, host: string): Result<readonly ListedDomain[]> {
  const answer = requireSuccess(output, 'virsh', host);
  return answer.ok ? readVirshList(answer.value) : answer;
}

/** Figures of every running domain. */
export function domainStatistics(uri: string): Command<readonly DomainStatistics[]> {
  return readingCommand(['virsh', '-c', uri, 'domstats', '--state', '--vcpu', '--balloon', '--cpu-total'], BOUNDS, readDomstats);
}

/** What a domain is made of. */
export function describeDomain(uri: string, domain: string): Command<DomainDescription> {
  return readingCommand(['virsh', '-c', uri, 'dumpxml', '--domain', domain], BOUNDS, readDomain);
}

/** A domain's XML as a document to look at. virsh leaves passwords out; one that is there all the same is masked. */
export function domainText(uri: string, domain: string): Command<string> {
  return readingCommand(['virsh', '-c', uri, 'dumpxml', '--domain', domain], BOUNDS, (text) => {
    const whole = readDomain(text);
    return whole.ok ? success(redactDomain(text)) : whole;
  });
}

/**
 * What a VM resource's configuration file says. Pacemaker's own folder for them is readable for the group haclient,
 * other places are for root.
 */
export function describeDomainFile(path: string): Command<DomainDescription> {
  return readingCommand(['cat', '--', path], { ...BOUNDS, rights: 'cluster' }, readDomain);
}
