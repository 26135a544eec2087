import { type Chapter, chapters } from './allSteps';
import { type Finding, type Situation, standingOf, type Standing, type Step, type StepId, type StepPlan } from './step';

/** How far a step is, and what is to be done about that now. */
export interface Progress {
  readonly step: Step;
  readonly findings: readonly Finding[];
  readonly standing: Standing;
  /** Steps that have to be done before it; where there is one, nothing is planned. */
  readonly after: readonly StepId[];
  readonly plan: StepPlan;
}

/** The chapters of which anything can be said: without a guest those of the hosts alone. */
export function chaptersFor({ guest }: Situation): readonly Chapter[] {
  return guest === null ? chapters.filter(({ id }) => id === 'hosts') : chapters;
}

/** How far every step is of which anything can be said, in their order. */
export function progressOf(situation: Situation): readonly Progress[] {
  const open = new Set<StepId>();
  const unknown = new Set<StepId>();
  return chaptersFor(situation).flatMap(({ steps }) => steps).map((step) => {
    const findings = step.check(situation);
    const standing = standingOf(findings);
    const after = standing === 'done' || standing === 'unneeded' ? [] : step.needs.filter((id) => open.has(id) || (unknown.has(id) && step.sure?.includes(id)));
    // What nobody could find out, a firewall say, stands in nobody's way.
    if (standing === 'missing' || standing === 'wrong') open.add(step.id);
    if (standing === 'unknown') unknown.add(step.id);
    return { step, findings, standing, after, plan: after.length > 0 ? { kind: 'none' } : step.plan(situation) };
  });
}

/** The step that is to be taken next; null where a person has to say what. */
export function nextOf(all: readonly Progress[]): Progress | null {
  return dueOf(all)[0] ?? null;
}

/**
 * The steps that can be taken now without asking whether, in the order in which to take them. A cluster is not stopped unasked, but where a host has to be restarted.
 * A guest is shut down when all the rest of it is done, what it is made of written down as well: one of which that is so was made ready, and is not started again.
 * And none is killed unasked.
 */
export function dueOf(all: readonly Progress[]): readonly Progress[] {
  const restarts = all.some(({ findings }) => findings.some(({ evidence }) => evidence.code === 'wants-restart'));
  const isDone = (id: StepId) => all.some(({ step, standing }) => step.id === id && (standing === 'done' || standing === 'unneeded'));
  const isPlanned = (id: StepId) => all.some(({ step, plan }) => step.id === id && plan.kind !== 'none');
  const isReady = isDone('hostNames') && isDone('domainFile');
  const isDue = (id: StepId) => (id !== 'stop' || restarts) && (id !== 'reach' || !isReady) && (id !== 'shutDown' || isDone('domainFile') || isPlanned('domainFile')) && id !== 'kill';
  return inTurn(all).filter(({ step: { id }, plan }) => plan.kind !== 'none' && isDue(id));
}

/**
 * Steps in the order in which to take them: a cluster that was stopped, or does not run yet, gets its virtual machines before it is started, or it would be stopped
 * for them again; and a guest is shut down when what it is made of is written down, which is all that tells then that it was made ready.
 */
export function inTurn(all: readonly Progress[]): readonly Progress[] {
  return before('domainFile', 'shutDown', before('virtualisation', 'start', all));
}

/** The steps with one of them right before another, where both are planned. */
function before(one: StepId, other: StepId, all: readonly Progress[]): readonly Progress[] {
  const of = (id: StepId) => all.find(({ step, plan }) => step.id === id && plan.kind !== 'none');
  const [first, second] = [of(one), of(other)];
  if (first === undefined || second === undefined) return all;
  return all.flatMap((each) => (each === first ? [] : each === second ? [first, each] : [each]));
}
