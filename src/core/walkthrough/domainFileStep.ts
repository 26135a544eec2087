import { readDomain } from '../readDomain';
import { isPlainName } from './fitNames';
import { writingDomain } from './guestCommands';
import { domainFile } from './guestSituation';
import { machineInCluster } from './machineInCluster';
import { ofEachSight, ofGuest, onHostsMissing, sightsOf } from './seenGuest';
import { ofAll } from './seenHosts';
import type { Finding, MachineInput, Situation, Step } from './step';

/**
 * What the virtual machine is made of lies in a file on every host that may run it, the same on all. Not in libvirt's own folders: the agent has libvirt
 * forget the machine before it starts it, and libvirt then deletes what is there. It copies the file back only where its temporary folder has room for it.
 */
export const domainFileStep: Step = {
  id: 'domainFile',
  needs: ['domain'],
  check: (situation) => ofGuest(situation, ({ choice }) => seen(situation, choice.domain)),
  plan: (situation) => {
    const input = sourceOf(situation);
    const findings = domainFileStep.check(situation);
    if (input === null || findings.some(({ standing }) => standing === 'wrong')) return { kind: 'none' };
    const plan = onHostsMissing(situation, findings, (_, { choice }) => ({ commands: writingDomain(domainFile(choice.domain)), input }));
    // virsh leaves out the passwords of displays.
    return plan.kind === 'commands' && input.words[0] === 'virsh' && /<graphics\s/.test(input.text) ? { ...plan, cautions: [{ code: 'no-display-password' }] } : plan;
  },
};

function seen(situation: Situation, domain: string): readonly Finding[] {
  if (!isPlainName(domain) && machineInCluster(situation) === null) return [ofAll('wrong', { code: 'domain-unfit', domain })];
  const path = domainFile(domain);
  const machine = machineInCluster(situation);
  const taken = machine?.config?.parameters['config'];
  if (machine !== null && taken !== undefined && taken !== path) {
    const isLibvirts = /^\/(?:etc|var\/lib|run)\/libvirt\//.test(taken);
    return [ofAll(isLibvirts ? 'wrong' : 'unneeded', { code: isLibvirts ? 'file-of-libvirt' : 'file-elsewhere', resource: machine.id, path: taken })];
  }
  const held = sightsOf(situation).flatMap(({ target, sight }) => (sight.file === null ? [] : [{ target, xml: sight.file.xml }]));
  const differ = new Set(held.map(({ xml }) => xml)).size > 1;
  return ofEachSight(situation, ({ file }) => {
    if (file === null) return sourceOf(situation) === null ? ['wrong', { code: 'no-xml', domain }] : ['missing', { code: 'no-file', path }];
    if (!isOf(file.xml, domain)) return ['wrong', { code: 'file-of-other', path }];
    return differ ? ['wrong', { code: 'files-differ', path, on: held.map(({ target }) => target) }] : ['done', { code: 'file-there', path }];
  });
}

/** What is to be written: what a host has already, else what libvirt has. */
function sourceOf(situation: Situation): MachineInput | null {
  const { guest } = situation;
  if (guest === null) return null;
  const { libvirtUri, choice: { domain } } = guest;
  const sights = sightsOf(situation);
  const files = sights.map(({ target, sight }) => ({ text: sight.file?.xml ?? '', from: target, words: ['cat', domainFile(domain)] as const }));
  const known = sights.map(({ target, sight }) => ({ text: sight.domain?.xml ?? '', from: target, words: ['virsh', '--connect', libvirtUri, 'dumpxml', '--inactive', '--domain', domain] as const }));
  return [...files, ...known].find(({ text }) => isOf(text, domain)) ?? null;
}

function isOf(xml: string | null, domain: string): boolean {
  const read = xml === null ? null : readDomain(xml);
  return read !== null && read.ok && read.value.name === domain;
}
