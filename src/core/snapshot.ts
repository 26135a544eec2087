/**
 * What is known of a cluster at one moment. Built once per reading, never changed afterwards.
 * `null` means "the documents did not say", never "no".
 */
export interface ClusterSnapshot {
  /** Milliseconds since the epoch, by the editor's clock, when the reading began. */
  readonly takenAt: number;
  /** The host that answered, as the user typed it. */
  readonly host: string;
  /** The command line that the status came from, for people to read. */
  readonly source: string;
  readonly cibVersion: CibVersion | null;
  readonly cluster: ClusterSummary;
  readonly nodes: readonly ClusterNode[];
  /** The configured tree without fence devices, then implicit and orphaned resources. */
  readonly resources: readonly Resource[];
  readonly fencing: readonly Resource[];
  readonly fencingLevels: readonly FencingLevel[];
  readonly guests: readonly Guest[];
  readonly constraints: readonly Constraint[];
  readonly failures: readonly FailedAction[];
  readonly properties: Readonly<Record<string, string>>;
  readonly tickets: readonly Ticket[];
  /** What counts for every resource, or operation, that says nothing else; sets of them that have a rule are not among it. */
  readonly resourceDefaults: Readonly<Record<string, string>>;
  readonly operationDefaults: Readonly<Record<string, string>>;
  /** Absent until it has been read, which is after the first paint. */
  readonly services?: ClusterServices;
  /**
   * Whether the cluster starts on a node when that boots, of nodes whose hosts were asked; null where one of its daemons does and another does not.
   * No reading asks for it.
   */
  readonly atBoot?: ReadonlyMap<string, boolean | null>;
}

/** What no status document tells. Each part is `null` where it was not read or does not exist. */
export interface ClusterServices {
  readonly daemons: DaemonReport | null;
  readonly quorum: QuorumReport | null;
  readonly sbd: SbdReport | null;
}

/** PCSD on every node as the answering host sees it (`Online`, `Offline`, …), and the answering host's own daemons in systemd's words. */
export interface DaemonReport {
  readonly pcsd: readonly { readonly node: string; readonly state: string }[];
  readonly daemons: readonly { readonly name: string; readonly active: string; readonly enabled: string }[];
}

/** Corosync's votes as the answering host counts them. */
export interface QuorumReport {
  readonly quorate: boolean;
  readonly expectedVotes: number | null;
  readonly totalVotes: number | null;
  /** Votes needed. */
  readonly quorum: number | null;
  /** Corosync's words: `2Node`, `WaitForAll`, `Qdevice`, … */
  readonly flags: readonly string[];
  readonly members: readonly {
    readonly id: number;
    readonly votes: number;
    readonly name: string;
    readonly local: boolean;
    /** Corosync's letters for the quorum device as this member sees it: `A,V,NMW`, `NR`. */
    readonly device: string | null;
  }[];
  /** The quorum device, where one takes part. */
  readonly device: { readonly votes: number | null } | null;
}

/** The SBD daemon of the answering host, in systemd's words. */
export interface SbdReport {
  readonly installed: boolean;
  readonly active: string;
  readonly enabled: string;
}

/** `admin_epoch.epoch.num_updates` of the CIB. */
export interface CibVersion {
  readonly adminEpoch: number;
  readonly epoch: number;
  readonly numUpdates: number;
}

export interface ClusterSummary {
  readonly name: string | null;
  readonly dc: string | null;
  readonly quorum: boolean | null;
  readonly stonithEnabled: boolean | null;
  readonly maintenanceMode: boolean | null;
  /** Pacemaker's version without its build hash: `2.1.5`. */
  readonly pacemaker: string | null;
  readonly lastChange: string | null;
}

export type NodeKind = 'cluster' | 'remote' | 'guest' | 'bundle';

export interface ClusterNode {
  readonly name: string;
  readonly id: string;
  readonly kind: NodeKind;
  /** crm_mon's word. A guest counts as online only together with its connection: see `Guest.state`. */
  readonly online: boolean;
  readonly standby: boolean;
  readonly standbyOnFail: boolean | null;
  readonly maintenance: boolean;
  readonly pending: boolean;
  readonly unclean: boolean;
  readonly shutdown: boolean | null;
  readonly dc: boolean;
  readonly health: string | null;
  readonly featureSet: string | null;
  /** The VM resource of a guest node, the bundle's container of a bundle node, the remote resource of a remote node. */
  readonly resource: string | null;
  /** Where that resource runs. */
  readonly host: string | null;
  /** Where the connection to it runs, for every kind but `cluster`. */
  readonly connectionHost: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  /** Those of them that the configuration sets; the others are forgotten when the node leaves. */
  readonly configured: Readonly<Record<string, string>>;
  readonly utilization: Readonly<Record<string, string>>;
}

export type ResourceKind = 'primitive' | 'group' | 'clone' | 'bundle' | 'replica';

export type Role =
  | 'Started' | 'Stopped' | 'Promoted' | 'Unpromoted'
  | 'Starting' | 'Stopping' | 'Promoting' | 'Demoting' | 'Migrating';

export interface Resource {
  /** Unique among primitives of the tree but for the instances of an anonymous clone, which share one. A replica's is its number. */
  readonly id: string;
  readonly kind: ResourceKind;
  /** `class:provider:type` with single colons. */
  readonly agent: string | null;
  readonly role: Role | null;
  readonly targetRole: string | null;
  readonly active: boolean;
  readonly managed: boolean;
  readonly maintenance: boolean | null;
  readonly disabled: boolean;
  readonly blocked: boolean;
  readonly failed: boolean;
  readonly failureIgnored: boolean;
  readonly orphaned: boolean;
  /** Whether Pacemaker made it (the connection of a guest node, the parts of a bundle). */
  readonly implicit: boolean;
  /** The operation under way, in Pacemaker's word: `Starting`, `Monitoring`, … */
  readonly pending: string | null;
  readonly lockedTo: string | null;
  readonly promotable: boolean | null;
  /** Names of the nodes it runs on. */
  readonly nodes: readonly string[];
  readonly children: readonly Resource[];
  /** Fail counts by node, from the node history; `Infinity` for INFINITY. */
  readonly failCounts: Readonly<Record<string, number>>;
  readonly config: ResourceConfig | null;
}

/** What the CIB configures for a resource. Values of secret parameters never get here: see `redact.ts`. */
export interface ResourceConfig {
  readonly description: string | null;
  readonly template: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly meta: Readonly<Record<string, string>>;
  readonly utilization: Readonly<Record<string, string>>;
  readonly operations: readonly Operation[];
  /** Where the resource's own secret parameters stand in the CIB, by their names: what is secret is changed by these ids. Absent where it has none. */
  readonly secretPlaces?: Readonly<Record<string, { readonly set: string; readonly pair: string }>>;
}

export interface Operation {
  readonly id: string;
  readonly name: string;
  /** As configured, with its unit: `10s`. */
  readonly interval: string | null;
  readonly timeout: string | null;
  readonly role: string | null;
  readonly onFail: string | null;
  readonly enabled: boolean;
  /** What else it is told, as `start-delay` and `OCF_CHECK_LEVEL`. Absent where there is nothing. */
  readonly others?: Readonly<Record<string, string>>;
  /** Whether some of what it is told holds only under a rule; that is not among the others. Absent where there is no such thing. */
  readonly ruled?: true;
}

export interface FencingLevel {
  readonly id: string;
  /** How `target` tells the nodes: their name, a pattern of names, or an attribute and its value, `rack=r1`. */
  readonly by: 'name' | 'pattern' | 'attribute';
  readonly target: string;
  readonly level: number;
  readonly devices: readonly string[];
}

export interface Ticket {
  readonly id: string;
  readonly granted: boolean | null;
  readonly standby: boolean | null;
  readonly lastGranted: string | null;
}

/**
 * not-managed      no VM resource names it
 * managed          a VM resource runs it, it is not a guest node
 * online           guest node online and its connection resource Started
 * connection-lost  its VM runs, its connection does not
 * recovering       the cluster is stopping, starting or moving its VM
 * stopped          guest node, VM stopped by the cluster
 */
export type GuestState = 'not-managed' | 'managed' | 'online' | 'connection-lost' | 'recovering' | 'stopped';

/** A libvirt domain, a VM resource, or both, seen as one. */
export interface Guest {
  /** The domain's name; the name a VM resource gives it where libvirt does not know it (any more). */
  readonly name: string;
  /** The host whose libvirt runs it, or the only one that knows it, or where no libvirt does, the node on which Pacemaker runs it. */
  readonly host: string | null;
  /** libvirt's words: `running`, `shut off`, …; `null` when no libvirt that answered knows it. */
  readonly domainState: string | null;
  /** Every host whose libvirt knows it, with that host's state. */
  readonly domains: readonly { readonly host: string; readonly state: string; readonly id: number | null }[];
  readonly resource: string | null;
  readonly node: string | null;
  readonly connectionHost: string | null;
  readonly state: GuestState;
  readonly disagreements: readonly Disagreement[];
}

/** Where libvirt and Pacemaker contradict each other about one guest. */
export type Disagreement =
  | { readonly code: 'runs-but-stopped'; readonly host: string }
  | { readonly code: 'started-but-not-running'; readonly host: string; readonly domainState: string | null }
  | { readonly code: 'runs-elsewhere'; readonly cluster: string; readonly libvirt: string }
  | { readonly code: 'runs-twice'; readonly hosts: readonly string[] }
  | { readonly code: 'paused'; readonly host: string; readonly domainState: string };

/** A rule of a constraint's own that has a score. */
export interface RuleScore {
  readonly id: string;
  readonly score: string;
  /** The rule as it stands among the constraint's. */
  readonly text: string;
}

export interface ConstraintBase {
  readonly id: string;
  /** Left behind by move or ban: `cli-prefer-…`, `cli-ban-…`. */
  readonly leftover: boolean;
}

export type Constraint =
  | (ConstraintBase & {
      readonly kind: 'location';
      readonly resource: string | null;
      readonly pattern: string | null;
      readonly node: string | null;
      readonly score: string | null;
      readonly role: string | null;
      readonly discovery: string | null;
      readonly rules: readonly string[];
      /** Those of its rules whose score can be changed; absent where there is none. */
      readonly ruleScores?: readonly RuleScore[];
      readonly sets: readonly ResourceSet[];
    })
  | (ConstraintBase & {
      readonly kind: 'colocation';
      readonly resource: string | null;
      readonly role: string | null;
      readonly with: string | null;
      readonly withRole: string | null;
      readonly score: string | null;
      readonly sets: readonly ResourceSet[];
    })
  | (ConstraintBase & {
      readonly kind: 'order';
      readonly first: string | null;
      readonly firstAction: string | null;
      readonly then: string | null;
      readonly thenAction: string | null;
      readonly orderKind: string | null;
      readonly symmetrical: boolean | null;
      readonly sets: readonly ResourceSet[];
    })
  | (ConstraintBase & {
      readonly kind: 'ticket';
      readonly ticket: string;
      readonly resource: string | null;
      readonly role: string | null;
      readonly lossPolicy: string | null;
      readonly sets: readonly ResourceSet[];
    });

export interface ResourceSet {
  readonly id: string;
  readonly resources: readonly string[];
  readonly role: string | null;
  readonly action: string | null;
  readonly sequential: boolean | null;
  readonly requireAll: boolean | null;
}

export interface FailedAction {
  readonly resource: string;
  readonly task: string;
  /** Milliseconds; 0 for an operation that does not recur. */
  readonly interval: number;
  readonly node: string;
  readonly rc: number | null;
  /** Pacemaker's word for the exit status: `error`, `not running`, … */
  readonly text: string | null;
  readonly reason: string | null;
  /** ISO 8601 in UTC. */
  readonly at: string | null;
  /** The guest whose connection this is, when it is the implicit resource that failed. */
  readonly guest: string | null;
}
