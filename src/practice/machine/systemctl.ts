import { type Done, done, refused } from './done';
import { type Machine, unitOf, type UnitState, withUnits } from './machine';
import type { UnitName } from './packages';
import { hasDaemon } from './probeAnswer';

/** systemctl of a practice machine: it starts and stops what is simulated, and tells how the daemons of the cluster are, which follow it. */
export function systemctl(machine: Machine, args: readonly string[], daemons: UnitState): Done {
  const [verb = '', ...words] = args.filter((word) => !word.startsWith('-'));
  const stateOf = (word: string): UnitState | undefined => {
    const name = word.replace(/\.service$/, '');
    if (name === 'corosync' || name === 'pacemaker') return hasDaemon(machine, name) ? daemons : undefined;
    const unit = unitOf(machine, word);
    return unit && machine.units.get(unit);
  };
  if (words.length > 0 && (verb === 'is-active' || verb === 'is-enabled')) return told(machine, verb, words.map(stateOf));
  const change = changes[verb];
  if (change === undefined || words.length === 0) return refused(machine, `systemctl ${args.join(' ')}: the services of a practice machine are asked (is-active, is-enabled) and started, stopped, enabled and disabled`);
  const units: UnitName[] = [];
  for (const word of words) {
    const unit = unitOf(machine, word);
    if (unit === undefined && stateOf(word) !== undefined) return refused(machine, `systemctl ${args.join(' ')}: in a practice cluster that is for pcs: pcs cluster start, stop, enable, disable`);
    if (unit === undefined) return refused(machine, `Failed to ${verb} unit: Unit file ${word.includes('.') ? word : `${word}.service`} does not exist.`, 5);
    // libvirt's socket comes and goes with its service.
    units.push(unit, ...(unit.startsWith('libvirtd.') ? ['libvirtd.service', 'libvirtd.socket'] as const : []));
  }
  return done(withUnits(machine, units, args.includes('--now') ? { ...change, ...changes[verb === 'enable' ? 'start' : 'stop'] } : change));
}

const changes: Readonly<Record<string, Partial<UnitState>>> = {
  start: { active: 'active' }, restart: { active: 'active' }, stop: { active: 'inactive' }, enable: { enabled: 'enabled' }, disable: { enabled: 'disabled' },
};

/** One word for each; it ends well where all are active, or one is enabled. */
function told(machine: Machine, verb: 'is-active' | 'is-enabled', states: readonly (UnitState | undefined)[]): Done {
  const said = states.map((state) => (verb === 'is-active' ? state?.active ?? 'inactive' : state?.enabled ?? 'disabled'));
  const isWell = verb === 'is-active' ? said.every((each) => each === 'active') : said.includes('enabled');
  return { machine, output: { stdout: said.map((each) => `${each}\n`).join(''), stderr: '', exitCode: isWell ? 0 : verb === 'is-active' ? 3 : 1 } };
}
