/** Where a change is recorded by those whom it happens to: the CIB manager of the host that answers, or the guest's QEMU. */
export type Witness = 'cib' | 'qemu';

/** One thing that a change makes true, and how it is recognised. */
export interface Sight {
  readonly witness: Witness;
  readonly isRecord: (text: string) => boolean;
  /** The view and the line of a row in it that say so. */
  readonly row: { readonly view: string; readonly line: RegExp };
  /** What a screen reader then says of that row. */
  readonly spoken: RegExp;
  /** What crm_mon and pcs show then; null for what they never show. */
  readonly elsewhere: { readonly screen: RegExp; readonly xml: RegExp } | null;
}

/** Something done to the cluster or to a guest. */
export interface Change {
  readonly kind: 'move' | 'standby' | 'pause' | 'kill';
  /** What it is done to: the next change of the same thing takes it back. */
  readonly thing: string;
  readonly machine: 'host1' | 'host2' | 'guest1';
  /** For `sh`, as root on that machine. */
  readonly script: string;
  /** What the change itself says. */
  readonly first: Sight;
  /** What the cluster makes of it a moment later; null where that is nothing new. */
  readonly settled: Sight | null;
}

/** Resources that are moved to and fro. They stay off host2, which goes into standby, and off guest1, where all takes its time. */
export const movedResources = ['bench1', 'bench2', 'bench3', 'bench4', 'bench5'] as const;
export const homes = ['host1', 'remote1'] as const;

/** As node_state names them: cluster nodes by their number. */
const nodeIds: Readonly<Record<(typeof homes)[number], string>> = { host1: '1', remote1: 'remote1' };

/**
 * An administrator's move, whose constraint stays; the resource follows. The constraint is that of `crm_resource --move`, which itself
 * refuses as long as an earlier move is under way. It stands in its section: a new one that does not is added by cibadmin 2.1.5 without a new epoch.
 */
export function move(resource: string, node: (typeof homes)[number]): Change {
  return {
    kind: 'move',
    thing: resource,
    machine: 'host1',
    script: `cibadmin --modify --allow-create --scope constraints --xml-text '<constraints><rsc_location id="cli-prefer-${resource}" rsc="${resource}" role="Started" node="${node}" score="INFINITY"/></constraints>'`,
    first: {
      witness: 'cib',
      isRecord: (text) => new RegExp(`cli-prefer-${resource}\\b.*node="?${node}\\b`).test(text),
      row: { view: 'pacemaker.constraints', line: new RegExp(`^ *${resource} prefers ${node}: .*cli-prefer-${resource}$`) },
      spoken: new RegExp(`\\bcli-prefer-${resource}: ${resource} prefers ${node}\\b`),
      elsewhere: null,
    },
    settled: {
      witness: 'cib',
      isRecord: (text) => text.includes(`node_state[@id='${nodeIds[node]}']`) && new RegExp(`${resource}_last_0\\b.*transition-magic="?0:0;`).test(text),
      row: { view: 'pacemaker.resources', line: new RegExp(`^ *${resource}: Started(, Monitoring…)?, on ${node}$`) },
      spoken: new RegExp(`^Resource ${resource}: Started(, Monitoring…)?, on ${node}\\.`),
      elsewhere: {
        screen: new RegExp(`\\b${resource}\\b.*: *Started ${node}$`, 'm'),
        xml: new RegExp(`<resource id="${resource}"[^>]*>\\s*<node name="${node}"`),
      },
    },
  };
}

export function standby(on: boolean): Change {
  const value = on ? 'on' : 'off';
  return {
    kind: 'standby',
    thing: 'host2',
    machine: 'host1',
    script: `crm_attribute --node host2 --name standby --update ${value}`,
    first: {
      witness: 'cib',
      isRecord: (text) => new RegExp(`nodes-2-standby.*value="?${value}\\b`).test(text),
      row: { view: 'pacemaker.nodes', line: on ? /^ *host2: .*standby/ : /^ *host2: (?!.*standby).*online/ },
      spoken: on ? /\bhost2\b.*standby/ : /\bhost2\b(?!.*standby).*online/,
      elsewhere: {
        screen: on ? /\bNode host2: standby/ : /\bOnline: \[.* host2 .*\]/,
        xml: new RegExp(`<node name="host2"[^>]* standby="${on}"`),
      },
    },
    settled: null,
  };
}

/** guest2 is no business of the cluster's: what happens to it only libvirt tells. */
export function pause(on: boolean): Change {
  return {
    kind: 'pause',
    thing: 'guest2',
    machine: 'host2',
    script: `virsh -c qemu:///system ${on ? 'suspend' : 'resume'} guest2`,
    first: {
      witness: 'qemu',
      isRecord: (text) => text === (on ? 'STOP' : 'RESUME'),
      row: { view: 'pacemaker.guests', line: on ? /^ *guest2: .*paused/ : /^ *guest2: .*running/ },
      spoken: on ? /^Guest guest2: .*paused/ : /^Guest guest2: .*running/,
      elsewhere: null,
    },
    settled: null,
  };
}

/** The way guest1 is lost that cannot be seen coming: its pacemaker_remoted dies. The cluster then brings it back by itself. */
export const kill: Change = {
  kind: 'kill',
  thing: 'guest1',
  machine: 'guest1',
  script: 'systemctl kill --signal=KILL pacemaker_remote',
  first: {
    witness: 'cib',
    isRecord: (text) => /\bguest1_last_failure_0\b.*transition-magic="?\d+:[1-9]/.test(text),
    row: { view: 'pacemaker.guests', line: /^ *guest1: (?!guest node online)/ },
    spoken: /^Guest guest1: (?!guest node online)/,
    elsewhere: { screen: /^(?![\s\S]*GuestOnline: \[ guest1 \])[\s\S]*Node List/, xml: /<node name="guest1"[^>]* online="false"/ },
  },
  settled: null,
};

/** When guest1 is back. */
export const recovered: Sight['row'] = { view: 'pacemaker.guests', line: /^ *guest1: guest node online/ };

/** Changes without an end, each of something else than those before it: of seven things in turn, there and back again. */
export function* inTurn(): Generator<Change, never> {
  for (let away = true; ; away = !away) {
    const home = homes[away ? 1 : 0];
    yield move('bench1', home);
    yield standby(away);
    yield move('bench2', home);
    yield move('bench3', home);
    yield pause(away);
    yield move('bench4', home);
    yield move('bench5', home);
  }
}
