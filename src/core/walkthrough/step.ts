import type { Words } from '../change/plan';
import type { Task } from '../change/task';
import type { Fault } from '../fault';
import type { Result } from '../result';
import type { ClusterSnapshot } from '../snapshot';
import type { Evidence } from './evidence';
import type { GuestStepCaution } from './guestStepCaution';
import type { GuestSituation } from './guestSituation';
import type { HostReport } from './hostReport';
import type { Recovery } from './recovery';

/** What a tutorial of guest nodes has a person do, from hosts on which nothing is installed, in its order and in its parts. */
export const chapterSteps = {
  hosts: ['firewall', 'software', 'pcsd', 'corosync', 'key', 'start', 'trial', 'stop', 'virtualisation'],
  guest: ['domain', 'reach', 'guestFirewall', 'connection', 'remote', 'guestKey', 'remoteRuns', 'hostNames', 'port', 'clock', 'nodeName', 'shutDown'],
  integrate: ['domainFile', 'guestNode', 'guestOnline', 'dummies', 'placement'],
  recovery: ['kill', 'recovery', 'cleanup', 'guestTools'],
} as const;
export type ChapterId = keyof typeof chapterSteps;
export type HostStepId = (typeof chapterSteps)['hosts'][number];
export type GuestStepId = (typeof chapterSteps)['guest' | 'integrate' | 'recovery'][number];
export type StepId = HostStepId | GuestStepId;
export const stepIds: readonly StepId[] = Object.values(chapterSteps).flat();

/** All that is known when a step is looked at: found a moment ago, and nothing of it remembered from before. */
export interface Situation {
  /** The machines that a person says are the cluster's hosts, in their order. */
  readonly hosts: readonly SeenHost[];
  readonly cluster: SeenCluster;
  /** The virtual machine that is to be a guest node; null where nobody has chosen one. */
  readonly guest: GuestSituation | null;
  /** What was seen to become of its node while it was watched; absent where nobody has. */
  readonly recovery?: Recovery;
  /** The name of its node, where a person has typed it to have it lost with all that runs in it; absent where nobody has. */
  readonly agreed?: string;
}

/**
 * Whether the cluster runs.
 * running  it does, and is like this now
 * idle     hosts answer, and say that no cluster runs on them
 * unknown  nobody can tell: what was seen of it before may be otherwise by now
 */
export type SeenCluster =
  | { readonly kind: 'running'; readonly snapshot: ClusterSnapshot }
  | { readonly kind: 'idle' | 'unknown' };

export interface SeenHost {
  /** By which it is reached. */
  readonly target: string;
  readonly seen: Result<HostReport>;
}

/**
 * How far a step is.
 * done      what it is for is so, whoever brought that about
 * missing   it is not, and the plan of the step makes it so
 * wrong     it is not, and a person has to decide what becomes of what is there instead
 * unneeded  here it need not be
 * unknown   that could not be found out
 */
export type Standing = 'done' | 'missing' | 'wrong' | 'unneeded' | 'unknown';

export interface Finding {
  /** The host that it is of; null for what is of all together. */
  readonly target: string | null;
  readonly standing: Standing;
  /** What was seen that says so. */
  readonly evidence: Evidence;
}

/**
 * How a step is done.
 * commands  on each of these machines, as root: side by side, or `oneByOne` in their order, where what happens to one may happen to the next only when
 *           that one has succeeded, and is back if it was restarted
 * tasks     by the way of every change of a cluster, one after the other
 * cluster   by a new cluster of these hosts, for which more has to be asked
 * key       by a key that goes from one host, where it is made if there is none, to others
 * copy      by these commands, which a person copies and runs there, for they ask for what cannot be known here; nothing of it is run from here
 * none      there is nothing to do, or nothing that may be done without a person
 */
export type StepPlan =
  | { readonly kind: 'commands'; readonly oneByOne: boolean; readonly machines: readonly MachinePlan[]; readonly cautions: readonly StepCaution[] }
  | { readonly kind: 'tasks'; readonly tasks: readonly Task[]; readonly cautions: readonly StepCaution[] }
  | { readonly kind: 'cluster'; readonly hosts: readonly string[] }
  | { readonly kind: 'key'; readonly from: string; readonly isNew: boolean; readonly to: readonly string[] }
  | { readonly kind: 'copy'; readonly target: string; readonly commands: readonly Words[]; readonly cautions: readonly StepCaution[] }
  | { readonly kind: 'none' };

/** What was read on a machine for others: `words` is what prints it there. */
export interface MachineInput {
  readonly text: string;
  readonly from: string;
  readonly words: Words;
}

export interface MachinePlan {
  readonly target: string;
  /** Run one after the other; the first that fails is the last. */
  readonly commands: readonly Words[];
  /** What the last of them reads from its standard input. */
  readonly input?: MachineInput;
  /**
   * Whether the last of the commands restarts the machine: what runs it loses sight of it, which is no failure, and it is done when the machine answers
   * anew, having booted since.
   */
  readonly restarts: boolean;
}

/**
 * How far the commands of a step came on one machine.
 * done     all of them were run and succeeded
 * refused  this one was refused, and those behind it were not run
 * unclear  nobody knows what became of this one
 * ended    a person ended it before this one
 */
export type MachineOutcome = { readonly target: string } & (
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' | 'unclear'; readonly words: Words; readonly fault: Fault; readonly said: string }
  | { readonly kind: 'ended'; readonly words: Words }
);

/** What a person has to know before a step is done; `src/render/stepText.ts` says it. */
export type StepCaution =
  /** What filters packets forgets it when the host is restarted, unless somebody writes it down. */
  | { readonly code: 'filter-forgets'; readonly target: string }
  /** firewalld has other zones beside these, by which the other hosts are reached. */
  | { readonly code: 'other-zones'; readonly target: string; readonly zones: readonly string[]; readonly others: readonly string[] }
  /** All rules as they are now are written down, those also that were only meant for a while. */
  | { readonly code: 'saves-all-rules'; readonly target: string }
  /** The cluster that a package has set up by itself on installation is taken away. */
  | { readonly code: 'packaged-cluster-goes'; readonly target: string }
  /** What is in the key's file is too short for a key, and goes. */
  | { readonly code: 'short-key-goes'; readonly target: string; readonly bytes: number }
  /** A lost host would be believed to be off, and its work started again while it may still run. */
  | { readonly code: 'no-fencing' }
  | { readonly code: 'restarts'; readonly target: string }
  | GuestStepCaution;

export interface Step {
  readonly id: StepId;
  /** Steps without which this one cannot be done. */
  readonly needs: readonly StepId[];
  /** Those of them that stand in its way as long as nobody knows how far they are, too; what could not be found out of others does not. */
  readonly sure?: readonly StepId[];
  /** What its commands have begun comes about by itself, in so many milliseconds, as long as it is under way: a machine boots. Absent: they have done it when they end. */
  readonly settles?: { readonly withinMs: number; readonly isUnderWay: (situation: Situation) => boolean };
  readonly check: (situation: Situation) => readonly Finding[];
  /** What makes of what is missing what is done; of nothing else. */
  readonly plan: (situation: Situation) => StepPlan;
}

/** How far a step is as a whole: as far as where it is least. */
export function standingOf(findings: readonly Finding[]): Standing {
  const order: readonly Standing[] = ['wrong', 'unknown', 'missing', 'done', 'unneeded'];
  return order.find((standing) => findings.some((finding) => finding.standing === standing)) ?? 'unknown';
}
