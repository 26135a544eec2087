import type { ClusterSnapshot, Constraint } from '../snapshot';
import { clusterProperty } from './clusterProperty';
import type { Expectation } from './expectation';
import { findResource } from './resourcePlace';

/** A value that the configuration has for something, or is to have. */
export type ConfiguredValue = Extract<Expectation, { readonly kind: 'setting' | 'meta' | 'utilization' | 'nodeAttribute' | 'nodeUtilization' | 'property' | 'default' | 'score' }>;

/** What a change is to give other values to, with those that it has now: whoever sets one of them meanwhile would see that go. */
export function valuesBefore(expects: readonly Expectation[], snapshot: ClusterSnapshot): readonly ConfiguredValue[] {
  return expects.flatMap((expectation): readonly ConfiguredValue[] => {
    if (!isValue(expectation)) return [];
    const value = valueNow(expectation, snapshot);
    if (expectation.kind !== 'score') return value === undefined ? [] : [{ ...expectation, value }];
    return typeof value === 'string' ? [{ ...expectation, score: value }] : [];
  });
}

/** What something is set to, null where it is not; undefined where there is nothing that could be. */
export function valueNow(of: ConfiguredValue, snapshot: ClusterSnapshot): string | null | undefined {
  switch (of.kind) {
    case 'setting':
    case 'meta':
    case 'utilization':
      return wordOf(findResource(snapshot, of.resource)?.instances[0].config?.[of.kind === 'setting' ? of.of : of.kind], of.name);
    case 'nodeAttribute':
      return wordOf(snapshot.nodes.find(({ name }) => name === of.node)?.configured, of.name);
    case 'nodeUtilization':
      return wordOf(snapshot.nodes.find(({ name }) => name === of.node)?.utilization, of.name);
    case 'property':
      return clusterProperty(snapshot, of.name);
    case 'default':
      return wordOf(of.of === 'resource' ? snapshot.resourceDefaults : snapshot.operationDefaults, of.name);
    case 'score': {
      const constraint = snapshot.constraints.find(({ id }) => id === of.constraint);
      return constraint === undefined ? undefined : scoreIn(constraint, of.rule);
    }
  }
}

function isValue(expectation: Expectation): expectation is ConfiguredValue {
  return 'value' in expectation || expectation.kind === 'score';
}

/** A name may be one of JavaScript's own. */
function wordOf(values: Readonly<Record<string, string>> | undefined, name: string): string | null | undefined {
  if (values === undefined) return undefined;
  return Object.hasOwn(values, name) ? (values[name] ?? null) : null;
}

function scoreIn(constraint: Constraint, rule: string | undefined): string | null | undefined {
  if (rule === undefined) return 'score' in constraint ? constraint.score : undefined;
  return constraint.kind === 'location' ? constraint.ruleScores?.find(({ id }) => id === rule)?.score : undefined;
}
