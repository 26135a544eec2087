import { flatten } from '../core/flatten';
import type { Result } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Aftermath } from '../core/whatIf/fates';
import type { WhatIf } from '../core/whatIf/whatIf';
import { actionWithReason, fencingText } from './actionText';
import { displayName } from './displayName';
import { aftermathInShort, byWeight, fateText } from './fateText';
import { faultText } from './faultText';
import type { Translate } from './row';
import { whatIfDetail, whatIfText } from './whatIfText';

/** Something that might happen, and what would come of it. */
export interface ToldWhatIf {
  readonly whatIf: WhatIf;
  readonly aftermath: Result<Aftermath>;
  readonly keepsQuorum: boolean | null;
}

/** What would come of something that happens, as plain text: short first, then each resource, then what Pacemaker would do and why. */
export function whatIfDocument({ whatIf, aftermath, keepsQuorum }: ToldWhatIf, snapshot: ClusterSnapshot, t: Translate): string {
  const title = t('What if {0}?', whatIfText(whatIf, snapshot, t));
  if (!aftermath.ok) return `${title}\n\n${faultText(aftermath.fault, t)}\n`;
  const short = aftermathInShort(aftermath.value, t);
  const sections = [`${title}\n${sentence(short)}`, ...partsOf(aftermath.value, t), reactions(aftermath.value, t), assumptions({ whatIf, aftermath, keepsQuorum }, snapshot, t)];
  return `${sections.filter((text) => text !== null).join('\n\n')}\n`;
}

/** What would come of the loss of each node and guest: a line for each first, then each in full. */
export function resilienceDocument(played: readonly ToldWhatIf[], snapshot: ClusterSnapshot, t: Translate): string {
  const titles = played.map(({ whatIf }) => whatIfText(whatIf, snapshot, t));
  const shorts = played.map(({ aftermath }) => (aftermath.ok ? aftermathInShort(aftermath.value, t) : faultText(aftermath.fault, t)));
  const width = Math.max(...titles.map((title) => title.length));
  const critical = played.filter(({ aftermath }) => aftermath.ok && [...aftermath.value.resources].some(({ kind }) => kind === 'homeless')).length;
  const verdict = critical === 0
    ? t('Each of these alone leaves everything that runs now a node to run on.')
    : critical === 1 ? t('One of these leaves something without a node to run on.') : t('{0} of these leave something without a node to run on.', critical);
  const details = played.map(({ aftermath }, index) => {
    const parts = aftermath.ok ? partsOf(aftermath.value, t) : [];
    return [t('If {0}: {1}', titles[index]!, sentence(shorts[index]!, false)), ...parts.map(indented)].join('\n');
  });
  const nothing = t('Nothing of the cluster is online that could be lost.');
  return `${[
    t('What the loss of each node and each guest of {0} would lead to', displayName(snapshot.cluster.name ?? snapshot.host)),
    played.length === 0 ? nothing : verdict,
    titles.map((title, index) => `  ${title.padEnd(width)}  ${shorts[index]!}`).join('\n'),
    ...details,
    ...(played[0] ? [assumptions(played.find(({ keepsQuorum }) => keepsQuorum === null) ?? played[0], snapshot, t, true)] : []),
  ].filter((text) => text !== '').join('\n\n')}\n`;
}

function partsOf({ resources, devices, fenced }: Aftermath, t: Translate): readonly string[] {
  const homeless = resources.filter(({ kind }) => kind === 'homeless');
  const others = byWeight(resources.filter(({ kind }) => kind !== 'homeless'));
  return [
    section(t('Nodes that would be fenced'), fenced.map((node) => fencingText(node, t))),
    section(t('Left without a node'), homeless.map((fate) => fateText(fate, t))),
    section(t('What would become of the rest'), others.map((fate) => fateText(fate, t))),
    section(t('Fence devices'), byWeight(devices).map((fate) => fateText(fate, t))),
  ].filter((text) => text !== null);
}

/** What the scheduler would do, one reaction after the other. */
function reactions({ transitions, resources }: Aftermath, t: Translate): string | null {
  const homeless = new Set(resources.filter(({ kind }) => kind === 'homeless').map(({ resource }) => resource));
  const steps = transitions.map(({ actions, fencing }) => [...fencing.map((node) => fencingText(node, t)), ...actions.map((action) => actionWithReason(action, homeless, t))]);
  if (steps.length === 0) return t('Pacemaker would start, stop or move nothing because of it.');
  return steps.map((lines, index) => section(index === 0 ? t('What Pacemaker would do') : t('And then'), lines)).join('\n\n');
}

/** What the answer rests on. Where it is about several, what is said is said of all. */
function assumptions({ whatIf, keepsQuorum }: ToldWhatIf, snapshot: ClusterSnapshot, t: Translate, ofSeveral = false): string {
  const leaves = ofSeveral || whatIf.kind === 'nodeFails' || whatIf.kind === 'nodeFenced' || whatIf.kind === 'nodeLeaves';
  const fails = ofSeveral || whatIf.kind === 'nodeFails';
  const devices = flatten(snapshot.fencing).some(({ kind }) => kind === 'primitive');
  return [
    t('How this was found out'),
    ...(ofSeveral ? [] : [`  * ${sentence(whatIfDetail(whatIf, t), false)}`]),
    `  * ${t('Pacemaker’s own scheduler played it on a copy of the cluster, again and again until it had nothing left to do. Nothing was changed.')}`,
    `  * ${t('Every action is taken to succeed, fencing among them, and nothing else to happen meanwhile. Scores by which agents say what to promote are those of now.')}`,
    ...(fails && snapshot.cluster.stonithEnabled === false ? [`  * ${t('Fencing is turned off, so a node that fails is taken for stopped although nobody can know that.')}`] : []),
    ...(fails && snapshot.cluster.stonithEnabled !== false && !devices ? [`  * ${t('There is no fence device: in truth nothing that ran on a node that fails would be recovered before somebody says that it is off.')}`] : []),
    ...(leaves && keepsQuorum === false ? [`  * ${t('By corosync’s votes the rest of the cluster loses quorum, and it was played so.')}`] : []),
    ...(leaves && keepsQuorum === null ? [`  * ${t('Corosync’s votes are not known, so the rest of the cluster is taken to keep quorum.')}`] : []),
    `  * ${t('Virtual machines that Pacemaker does not manage are not in it.')}`,
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string | null {
  return lines.length === 0 ? null : [title, ...lines.map((line) => `  * ${line}`)].join('\n');
}

function indented(text: string): string {
  return text.split('\n').map((line) => `  ${line}`).join('\n');
}

/** A phrase with an end, and where it stands alone with a beginning. */
function sentence(text: string, alone = true): string {
  const ended = text.endsWith('.') ? text : `${text}.`;
  return alone ? `${ended.charAt(0).toUpperCase()}${ended.slice(1)}` : ended;
}
