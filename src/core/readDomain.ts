import type { DocumentFault } from './fault';
import { failure, success, type Result } from './result';
import { attribute, childNamed, childrenNamed, parseXml, type XmlElement } from './xml';

/** What the XML of a libvirt domain says, as far as it is shown. */
export interface DomainDescription {
  readonly name: string;
  readonly uuid: string | null;
  readonly title: string | null;
  /** `kvm`, `qemu`, `lxc`, … */
  readonly type: string | null;
  readonly vcpus: number | null;
  readonly memoryKiB: number | null;
  readonly graphics: readonly { readonly type: string; readonly port: number | null; readonly listen: string | null }[];
  /** Whether there is a serial console to connect to, not a file. */
  readonly serialConsole: boolean;
}

/** Reads what `virsh dumpxml` prints and what a VM resource's `config` file holds. Faults: those of `parseXml`; `malformed` for another document. */
export function readDomain(text: string): Result<DomainDescription, DocumentFault> {
  const parsed = parseXml(text);
  if (!parsed.ok) return parsed;
  const root = parsed.value;
  const name = childNamed(root, 'name')?.text ?? '';
  if (root.name !== 'domain' || name === '') return failure({ code: 'malformed', reason: `the root element is ${root.name}, not a named domain` });
  const devices = childNamed(root, 'devices');
  const consoles = devices ? [...childrenNamed(devices, 'console'), ...childrenNamed(devices, 'serial')] : [];
  return success({
    name,
    uuid: textOf(root, 'uuid'),
    title: textOf(root, 'title'),
    type: attribute(root, 'type'),
    vcpus: wholeNumber(textOf(root, 'vcpu')),
    memoryKiB: memoryKiB(childNamed(root, 'memory')),
    graphics: (devices ? childrenNamed(devices, 'graphics') : []).map((element) => ({
      type: attribute(element, 'type') ?? '',
      port: wholeNumber(attribute(element, 'port')),
      listen: attribute(element, 'listen'),
    })),
    serialConsole: consoles.some((console) => attribute(console, 'type') === 'pty'),
  });
}

function textOf(parent: XmlElement, name: string): string | null {
  return childNamed(parent, name)?.text || null;
}

/** `-1` is libvirt's port that is not given yet. */
function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Units as libvirt reads them; it writes KiB itself. */
const KIB_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['b', 1 / 1024], ['bytes', 1 / 1024], ['KB', 1000 / 1024], ['k', 1], ['KiB', 1], ['MB', 1e6 / 1024], ['M', 1024], ['MiB', 1024],
  ['GB', 1e9 / 1024], ['G', 1024 ** 2], ['GiB', 1024 ** 2], ['TB', 1e12 / 1024], ['T', 1024 ** 3], ['TiB', 1024 ** 3],
]);

function memoryKiB(memory: XmlElement | null): number | null {
  const size = memory && /^\d{1,15}$/.test(memory.text) ? Number(memory.text) : null;
  const unit = KIB_PER_UNIT.get((memory && attribute(memory, 'unit')) ?? 'KiB');
  return size === null || unit === undefined ? null : Math.round(size * unit);
}
