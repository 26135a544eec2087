import type { Firewalld } from './hostReport';

/** What the probe's parts of firewalld say. */
export interface FirewalldTexts {
  readonly defaultZone: string;
  readonly activeZones: string;
  /** A line each: a zone, and how asking it for the service ended, of what is at work and of what is written down. */
  readonly services: string;
  /** How `ip route get` says that the other hosts are reached. */
  readonly routes: readonly string[];
}

/**
 * Finds the zones through which packets of the other hosts come: those of the interfaces that lead to them. An interface that is in no zone is in the default one,
 * and where it is not known which they are, that is the one asked.
 */
export function readFirewalld({ defaultZone, activeZones, services, routes }: FirewalldTexts): Firewalld {
  const active = readZones(activeZones);
  const interfaces = routes.flatMap((route) => (/^local /.test(route) ? [] : (/ dev (\S+)/.exec(route)?.[1] ?? [])));
  const names = new Set(interfaces.map((each) => active.find((zone) => zone.interfaces.includes(each))?.name ?? defaultZone));
  if (names.size === 0) names.add(defaultZone);
  const asked = new Map([...services.matchAll(/^(\S+) (\d+) (\d+)$/gm)].map(([, name = '', now, later]) => [name, { now: now === '0', later: later === '0' }]));
  return {
    kind: 'firewalld',
    // The zone that is there for it lets in everything.
    zones: [...names].map((name) => (name === 'trusted' ? { name, now: true, later: true } : { name, ...(asked.get(name) ?? { now: false, later: false }) })),
    others: active.flatMap(({ name }) => (names.has(name) ? [] : [name])),
  };
}

/** A zone's name stands alone, in newer releases with `(default)` behind it, and below it what is in it. */
function readZones(text: string): readonly { readonly name: string; readonly interfaces: readonly string[] }[] {
  const blocks = [...text.matchAll(/^(\S+).*((?:\n[ \t]+.*)*)/gm)];
  return blocks.map(([, name = '', within = '']) => ({ name, interfaces: /interfaces: (.*)/.exec(within)?.[1]?.trim().split(/\s+/) ?? [] }));
}
