import type { Evidence } from './evidence';
import type { HostReport } from './hostReport';
import type { Finding, MachineInput, MachinePlan, Situation, Standing, StepCaution, StepPlan } from './step';

/** A standing with what says so. */
export type Seen = readonly [standing: Standing, evidence: Evidence];

/** One finding of each host; one that could not be looked at is unknown. */
export function ofEachHost({ hosts }: Situation, look: (report: HostReport, target: string) => Seen): readonly Finding[] {
  return hosts.map(({ target, seen }) => {
    const [standing, evidence] = seen.ok ? look(seen.value, target) : (['unknown', { code: 'not-seen', fault: seen.fault }] as const);
    return { target, standing, evidence };
  });
}

/** What is found of all hosts together. */
export function ofAll(standing: Standing, evidence: Evidence): Finding {
  return { target: null, standing, evidence };
}

/** Whether Pacemaker runs there, or may: while it starts, stops or fails over and over it is not out of the way. */
export function runsPacemaker({ services }: HostReport): boolean {
  return !['inactive', 'failed'].includes(services.get('pacemaker')?.active ?? 'inactive');
}

/** What is to be done to one machine. */
export interface Doing {
  readonly commands: MachinePlan['commands'];
  readonly input?: MachineInput;
  readonly restarts?: boolean;
  readonly cautions?: readonly StepCaution[];
}

/** Commands for the hosts on which something is missing; where one of them is restarted, one host after the other. */
export function onThoseMissing(situation: Situation, findings: readonly Finding[], how: (report: HostReport, target: string) => Doing): StepPlan {
  const missing = reportsOf(situation).flatMap(({ target, report }) => (findings.some((finding) => finding.target === target && finding.standing === 'missing') ? [{ target, ...how(report, target) }] : []));
  const machines = missing.filter(({ commands }) => commands.length > 0).map(({ target, commands, restarts = false }) => ({ target, commands, restarts }));
  return machines.length === 0 ? { kind: 'none' } : { kind: 'commands', oneByOne: machines.some(({ restarts }) => restarts), machines, cautions: missing.flatMap(({ cautions = [] }) => cautions) };
}

/** What the hosts call themselves; null while one of them could not be asked. */
export function namesOf(situation: Situation): readonly string[] | null {
  const names = reportsOf(situation).map(({ report }) => report.name);
  return names.length === situation.hosts.length ? names : null;
}

/** The hosts that could be looked at. */
export function reportsOf({ hosts }: Situation): readonly { readonly target: string; readonly report: HostReport }[] {
  return hosts.flatMap(({ target, seen }) => (seen.ok ? [{ target, report: seen.value }] : []));
}
