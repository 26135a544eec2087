import { hostFiles } from '../hostFiles';
import type { Template } from '../templates/template';
import { firewalldAsInstalled, ufwAsInstalled } from './firewall';
import { element } from '../cibTree';
import { guestNodes } from '../failures';
import { bareMachine, hostsFile, type Machine, readyGuest, readyMachine } from './machine';

/** A host of a template as it begins. Bare ones are filtered, the first by ufw, the others by firewalld, so that there is something to open. `key` is that of a cluster. */
export function firstMachine(template: Template, name: string, key: Buffer): Machine {
  const files = hostFiles(template);
  const filter = template.hosts.indexOf(name) === 0 ? ufwAsInstalled : firewalldAsInstalled;
  const machine = template.isBare ? bareMachine(name, filter, files.get(hostsFile) ?? '') : readyMachine(name, files, key);
  const own = template.unmanagedGuests.filter(({ host }) => host === name);
  return { ...machine, domains: new Map(own.map((guest) => [guest.name, { running: false, autostart: false }])) };
}

/** What is within a guest of a template as it begins: what makes it a node only where it is one, else a machine that keeps all out but SSH. */
export function firstGuest(template: Template, name: string, key: Buffer): Machine {
  const hosts = '127.0.0.1 localhost\n';
  const isNode = guestNodes(element('cib', {}, template.resources)).some(({ guest }) => guest === name);
  return isNode ? readyGuest(name, hosts, key) : bareMachine(name, ufwAsInstalled, hosts);
}
