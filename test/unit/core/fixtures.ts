import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSnapshot, type SnapshotSources } from '../../../src/core/buildSnapshot';
import { readCib } from '../../../src/core/readCib';
import { readStatus } from '../../../src/core/readStatus';
import { readVirshList } from '../../../src/core/readVirshList';
import type { Result } from '../../../src/core/result';
import type { ClusterSnapshot, Resource } from '../../../src/core/snapshot';

export const releases = ['bullseye', 'bookworm', 'trixie'] as const;

/** What a program printed: `bookworm/10-guest-online-5-dummies/crm_mon-xml.out`. */
export function fixture(path: string): string {
  return readFileSync(join('test/fixtures', path), 'utf8');
}

export function hasFixture(path: string): boolean {
  return existsSync(join('test/fixtures', path));
}

export function filesIn(folder: string): readonly string[] {
  return readdirSync(join('test/fixtures', folder)).sort();
}

/** The value, or the test fails with the fault. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`unexpected fault ${JSON.stringify(result.fault)}`);
  return result.value;
}

export interface Texts {
  readonly status: string;
  readonly cib?: string;
  /** By host. */
  readonly domains?: Readonly<Record<string, string>>;
}

export function snapshotOf({ status, cib, domains = {} }: Texts, more: Partial<SnapshotSources> = {}): ClusterSnapshot {
  return buildSnapshot({
    status: valueOf(readStatus(status)),
    cib: cib === undefined ? null : valueOf(readCib(cib)),
    domains: Object.entries(domains).map(([host, text]) => ({ host, list: valueOf(readVirshList(text)) })),
    takenAt: 0,
    host: 'host1',
    source: 'crm_mon',
    ...more,
  });
}

/** The documents of one stage of one release. */
export function stage(folder: string, { withCib = true } = {}): ClusterSnapshot {
  const cib = `${folder}/cibadmin-Q.out`;
  const list = `${folder}/virsh-list.out`;
  return snapshotOf({
    status: fixture(`${folder}/crm_mon-xml.out`),
    ...(withCib && hasFixture(cib) ? { cib: fixture(cib) } : {}),
    ...(hasFixture(list) ? { domains: { host1: fixture(list) } } : {}),
  });
}

/** A resource anywhere in a tree. */
export function find(resources: readonly Resource[], id: string): Resource {
  for (const resource of resources) {
    if (resource.id === id) return resource;
    const below = resource.children.length > 0 ? findOrNull(resource.children, id) : null;
    if (below) return below;
  }
  throw new Error(`no resource ${id}`);
}

function findOrNull(resources: readonly Resource[], id: string): Resource | null {
  try {
    return find(resources, id);
  } catch {
    return null;
  }
}
