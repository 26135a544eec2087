import { describeDomainFile } from '../core/commands/virsh';
import type { ClusterSnapshot, Resource } from '../core/snapshot';
import type { HostLink } from './ports';

/**
 * The names that VM resources' own configuration files give their domains. A file is read only where nothing libvirt lists
 * goes by the file's name, and once: an account that may not read it would else be reported by sudo again and again.
 */
export class DomainNames {
  private readonly byFile = new Map<string, string | null>();
  private names: Readonly<Record<string, string>> = {};

  /** By VM resource, as far as they were learned. */
  get known(): Readonly<Record<string, string>> {
    return this.names;
  }

  /** Reads what is missing for this snapshot; true when a name was learned that changes it. */
  async learn(snapshot: ClusterSnapshot, link: HostLink): Promise<boolean> {
    const unmatched = new Set(snapshot.guests.filter(({ domains }) => domains.length === 0).map(({ resource }) => resource));
    const machines = primitives(snapshot.resources).filter(({ id }) => unmatched.has(id));
    let learned = false;
    for (const { id, config } of machines) {
      const file = config?.parameters['config'];
      if (file === undefined || !file.startsWith('/') || this.byFile.has(file)) continue;
      const domain = await link.run(describeDomainFile(file));
      // What failed with the connection is no refusal.
      if (!domain.ok && link.state.kind !== 'connected') return learned;
      const name = domain.ok ? domain.value.name : null;
      this.byFile.set(file, name);
      if (name === null) continue;
      this.names = { ...this.names, [id]: name };
      learned = true;
    }
    return learned;
  }
}

function primitives(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((resource) => (resource.kind === 'primitive' ? [resource] : primitives(resource.children)));
}
