import type { DowntimeTask } from '../core/change/hostTask';
import { flatten } from '../core/flatten';
import type { ClusterNode, ClusterSnapshot, FencingLevel } from '../core/snapshot';
import type { Choice } from './choice';
import { displayName } from './displayName';
import { nameList } from './nameList';
import { naturalOrder } from './naturalOrder';
import { phrase } from './phrase';
import { resourceState } from './resourceState';
import type { Translate } from './row';

type How = Extract<DowntimeTask, { readonly kind: 'takeDown' }>['how'];

/** How a node can be led out of its work. The cluster's own programs run on hosts only. */
export function takeDownChoices({ kind }: ClusterNode, t: Translate): readonly Choice<How>[] {
  const standby: Choice<How> = { label: t('Standby'), description: '', detail: t('Everything moves to other nodes or stops. The node stays in the cluster and runs nothing.'), codicon: 'debug-pause', value: 'standby' };
  const stop: Choice<How> = { label: t('Standby, Then Stop the Cluster There'), description: '', detail: t('Everything moves first; when it has, the node leaves the cluster: to be switched off, repaired or upgraded.'), codicon: 'debug-stop', value: 'stop' };
  const maintenance: Choice<How> = { label: t('Leave All as It Is'), description: '', detail: t('Maintenance of the node: what runs there goes on running, and nothing is started, stopped or watched.'), codicon: 'tools', value: 'maintenance' };
  return kind === 'cluster' ? [standby, stop, maintenance] : [standby, maintenance];
}

/** What a node has been given of attributes or capacities: to be changed, or taken out. */
export function nodeValueChoices(values: Readonly<Record<string, string>>, t: Translate): readonly Choice<string>[] {
  return Object.keys(values).sort(naturalOrder).map((name) => ({ label: displayName(name), description: t('now {0}', displayName(values[name] ?? '')), detail: '', codicon: 'symbol-property', value: name }));
}

/** A name that was typed and that the node does not have yet. */
export function typedNodeValue(typed: string, t: Translate): Choice<string> | string {
  if (typed.startsWith('-') || typed.includes('=')) return t('A name has no “=” in it and does not begin with “-”.');
  return { label: displayName(typed), description: t('new'), detail: '', codicon: 'edit', value: typed };
}

/** Fence devices that a level can name; instances of a clone are one. */
export function deviceChoices({ fencing }: ClusterSnapshot, t: Translate): readonly Choice<string>[] {
  return flatten(fencing).filter(({ kind, orphaned }) => kind === 'primitive' && !orphaned).map((device) => {
    const state = resourceState(device, t);
    return { label: displayName(device.id), description: phrase([...state.words, state.place]), detail: displayName(device.agent ?? ''), codicon: state.icon.codicon, value: device.id };
  }).filter((choice, index, all) => all.findIndex(({ value }) => value === choice.value) === index);
}

/** Levels that can be deleted: those of one node, or with null all. */
export function levelChoices({ fencingLevels }: ClusterSnapshot, node: string | null, t: Translate): readonly Choice<string>[] {
  return fencingLevels.filter(({ by, target }) => node === null || (by === 'name' && target === node)).map((level) => ({
    label: t('Level {0} for {1}', String(level.level), levelTarget(level, t)),
    description: nameList(level.devices, t),
    detail: displayName(level.id),
    codicon: 'list-ordered',
    value: level.id,
  }));
}

function levelTarget({ by, target }: FencingLevel, t: Translate): string {
  return by === 'pattern' ? t('all that match {0}', displayName(target)) : displayName(target);
}

/** The level that is tried after those that a node has. */
export function nextLevel({ fencingLevels }: ClusterSnapshot, node: string): number {
  return 1 + Math.max(0, ...fencingLevels.filter(({ target }) => target === node).map(({ level }) => level));
}

/** What is wrong with the number of a level, or null. Pacemaker has nine. */
export function levelProblem(typed: string, t: Translate): string | null {
  return /^[1-9]$/.test(typed.trim()) ? null : t('A level is a whole number from 1 to 9; 1 is tried first.');
}

/** A host for pcs, with the address it is reached at where that is not its name. */
export interface TypedHost {
  readonly name: string;
  readonly address: string | null;
}

/** Hosts as they are typed: `host1 host2=10.0.0.2`. */
export function typedHosts(typed: string): readonly TypedHost[] {
  return typed.split(/[\s,]+/).filter((word) => word !== '').map((word) => {
    const [name = '', ...address] = word.split('=');
    return { name, address: address.length === 0 ? null : address.join('=') };
  });
}

/** Hosts to start typing from, as the cluster calls them; left out is what would be read as more than one name, or as an address. */
export function hostsToType(names: readonly string[]): string {
  return names.filter((name) => !/[\s,=\p{Cc}]/u.test(name) && !name.startsWith('-')).join(' ');
}

/** What is wrong with them, or null. */
export function hostsProblem(typed: string, t: Translate): string | null {
  const hosts = typedHosts(typed);
  if (hosts.length === 0) return t('Type the name of at least one host.');
  const wrong = hosts.find(({ name, address }) => [name, ...(address === null ? [] : [address])].some((word) => word === '' || word.startsWith('-')));
  return wrong === undefined ? null : t('Type names with blanks between them, and where a host is reached by another address, name=address.');
}

/** Whether a new cluster starts now, and whenever its hosts have booted. */
export function bootChoices(t: Translate): readonly Choice<{ readonly start: boolean; readonly enable: boolean }>[] {
  return [
    { label: t('Start It Now and at Each Boot'), description: '', detail: t('It runs at once, and every host joins it by itself.'), codicon: 'debug-start', value: { start: true, enable: true } },
    { label: t('Start It Now'), description: '', detail: t('After a boot, each host waits until somebody starts the cluster there.'), codicon: 'play', value: { start: true, enable: false } },
    { label: t('Only Set It Up'), description: '', detail: t('It is started by hand.'), codicon: 'add', value: { start: false, enable: false } },
  ];
}
