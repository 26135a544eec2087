import { isFenceAgent } from '../agentName';
import type { OperationSetting } from '../change/resourceFormTask';
import type { AgentMetadata, AgentOperation } from './agentMetadata';

/** What is done once, not by the cluster; `status` is another word for monitor. */
const ONCE = ['meta-data', 'validate-all', 'status'];

/** The operations that pcs gives a new resource of an agent: those that the agent recommends, and a monitor in any case; of a fence device only that. */
export function defaultOperations({ name, operations }: AgentMetadata): readonly OperationSetting[] {
  const wanted = operations.filter((operation) => (isFenceAgent(name) ? operation.name === 'monitor' : !ONCE.includes(operation.name)));
  const all = wanted.some((operation) => operation.name === 'monitor') ? wanted : [...wanted, MONITOR];
  const settings: OperationSetting[] = [];
  for (const operation of all) settings.push(settingOf(operation, settings));
  return settings;
}

const MONITOR: AgentOperation = { name: 'monitor', interval: null, timeout: null, role: null, startDelay: null };

/** Of two operations of one name each has an interval of its own: Pacemaker tells them apart by that. */
function settingOf({ name, interval, timeout, role, startDelay }: AgentOperation, before: readonly OperationSetting[]): OperationSetting {
  const used = before.filter((other) => other.name === name).map(({ options }) => options['interval']);
  return { name, options: { interval: unused(interval || (name === 'monitor' ? '60s' : '0s'), used), ...optional('timeout', timeout), ...optional('role', role), ...optional('start-delay', startDelay) } };
}

function unused(interval: string, used: readonly (string | undefined)[]): string {
  const seconds = used.map((each) => (each === undefined ? null : secondsOf(each)));
  let wanted = secondsOf(interval);
  if (wanted === null || !seconds.includes(wanted)) return interval;
  while (seconds.includes(wanted)) wanted += 1;
  return String(wanted);
}

/** A time of an operation in seconds; null where it is written otherwise than agents do. */
export function secondsOf(interval: string): number | null {
  const [, number, unit = 's'] = /^(\d+)(s|sec|m|min|h|hr)?$/.exec(interval) ?? [];
  if (number === undefined) return null;
  return Number(number) * (unit.startsWith('h') ? 3600 : unit.startsWith('m') ? 60 : 1);
}

function optional(name: string, value: string | null): Readonly<Record<string, string>> {
  return value === null || value === '' ? {} : { [name]: value };
}
