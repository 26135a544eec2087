import * as vscode from 'vscode';
import { findResource } from '../core/change/resourcePlace';
import type { BundleContainer, GroupPlace } from '../core/change/shapeTask';
import { flatten } from '../core/flatten';
import { baseId } from '../core/liveResources';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Choice } from '../render/choice';
import { displayName } from '../render/displayName';
import { nameList } from '../render/nameList';
import { nodeChoices, resourceChoices } from '../render/placeChoices';
import { locationScores } from '../render/scoreChoices';
import { typedWord } from '../render/wordChoices';
import { askForChoiceInStep } from './choiceInStep';
import { askForTextInStep, type TextQuestion } from './inputBox';
import { runSteps, type Step } from './steps';
import { type Asked, choiceStep, choose, scoreStep } from './taskQuestions';

const { t } = vscode.l10n;

interface GroupDraft {
  readonly group: string;
  readonly place: GroupPlace;
}

/** Which group, one that exists or a new one, and where in it. */
export async function askForGroup(snapshot: ClusterSnapshot, resources: readonly string[]): Asked {
  const title = t('Put {0} into a Group', nameList(resources, t));
  const groups = flatten(snapshot.resources).filter(({ kind, orphaned }) => kind === 'group' && !orphaned);
  const membersOf = (id: string) => groups.find((group) => baseId(group.id) === id)?.children.map((member) => baseId(member.id)).filter((member) => !resources.includes(member)) ?? [];
  const choices = [...new Set(groups.map(({ id }) => baseId(id)))].map((id): Choice<string> => ({ label: displayName(id), description: membersOf(id).map(displayName).join(', '), detail: '', codicon: 'group-by-ref-type', value: id }));
  const group: Step<GroupDraft> = async (_, position) => {
    const typed = (text: string) => {
      const read = typedWord(text, t);
      return typeof read === 'string' ? read : { ...read, description: t('a new group') };
    };
    const answer = await askForChoiceInStep({ title, placeholder: t('The group: one of these, or the name of a new one'), choices, typed }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { group: answer.value, place: null } } : answer;
  };
  const answer = await runSteps([group, placeStep(title, membersOf)], { group: '', place: null });
  return answer && { kind: 'groupResources', resources, meta: {}, ...answer };
}

function placeStep(title: string, membersOf: (group: string) => readonly string[]): Step<GroupDraft> {
  return async (draft, position) => {
    const members = membersOf(draft.group);
    const atEnd: Choice<GroupPlace> = { label: t('Last'), description: '', detail: t('It starts after all others of the group, and stops before them.'), codicon: 'arrow-down', value: null };
    const before = members.map((member): Choice<GroupPlace> => ({ label: t('Before {0}', displayName(member)), description: '', detail: t('It starts before {0}, and stops after it.', displayName(member)), codicon: 'arrow-up', value: { kind: 'before', member } }));
    const answer = await askForChoiceInStep({ title, placeholder: t('Where in the group {0}', displayName(draft.group)), choices: [atEnd, ...before] }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, place: answer.value ?? endOf(members) } } : answer;
  };
}

/** A member that is there already is only moved where a place is told. */
function endOf(members: readonly string[]): GroupPlace {
  const last = members.at(-1);
  return last === undefined ? null : { kind: 'after', member: last };
}

interface CloneDraft {
  readonly promotable: boolean;
  readonly meta: Readonly<Record<string, string>>;
}

export async function askForClone(_: ClusterSnapshot, resource: string): Asked {
  const choices: readonly Choice<CloneDraft>[] = [
    { label: t('Clone'), description: '', detail: t('One instance runs on every node that may run it.'), codicon: 'copy', value: { promotable: false, meta: {} } },
    { label: t('Interleaved Clone'), description: 'interleave=true', detail: t('What depends on it waits only for the instance on its own node, not for all of them.'), codicon: 'copy', value: { promotable: false, meta: { interleave: 'true' } } },
    { label: t('Promotable Clone'), description: '', detail: t('One of the instances is promoted, where its agent can do that: the one that writes, say.'), codicon: 'star-full', value: { promotable: true, meta: {} } },
  ];
  const answer = await choose({ title: t('Clone {0}', displayName(resource)), placeholder: t('What kind of clone'), choices });
  return answer && { kind: 'clone', resource, clone: null, ...answer.value };
}

interface BundleDraft {
  readonly container: BundleContainer;
  readonly bundle: string;
  readonly image: string;
  readonly replicas: string;
  readonly network: Readonly<Record<string, string>>;
}

/** A bundle without a resource in it: container, id, image, how many, and how it is reached. */
export async function askForBundle(): Asked {
  const title = t('Create Bundle');
  const containers: readonly Choice<BundleContainer>[] = [
    { label: 'podman', description: '', detail: '', codicon: 'package', value: 'podman' }, { label: 'docker', description: '', detail: '', codicon: 'package', value: 'docker' },
  ];
  const container: Step<BundleDraft> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('What runs its containers'), choices: containers }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, container: answer.value } } : answer;
  };
  const idProblem = (typed: string) => {
    const read = typedWord(typed, t);
    return typeof read === 'string' ? read : null;
  };
  const answer = await runSteps<BundleDraft>([
    container,
    textStep('bundle', { title, message: t('The id of the bundle'), check: idProblem }),
    textStep('image', { title, message: t('The image that its containers run; every node needs it, or a way to fetch it'), placeholder: 'registry/httpd:2.4', check: (typed) => (typed.trim() === '' ? t('Type the name of an image.') : null) }),
    textStep('replicas', { title, message: t('How many containers run. Leave it empty for one.'), check: (typed) => (/^(?:[1-9]\d{0,3})?$/.test(typed) ? null : t('That is no number.')) }),
    networkStep(title),
  ], { container: 'podman', bundle: '', image: '', replicas: '', network: {} });
  if (answer === undefined) return undefined;
  const options: Readonly<Record<string, string>> = { image: answer.image.trim(), ...(answer.replicas === '' ? {} : { replicas: answer.replicas }) };
  return { kind: 'createBundle', bundle: answer.bundle, container: answer.container, options, network: answer.network };
}

function textStep(key: 'bundle' | 'image' | 'replicas', question: TextQuestion): Step<BundleDraft> {
  return async (draft, position) => {
    const answer = await askForTextInStep({ ...question, value: draft[key] }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, [key]: answer.value } } : answer;
  };
}

/** How the cluster reaches what is put into the bundle later; an address that has to be typed belongs to the same step. */
function networkStep(title: string): Step<BundleDraft> {
  const choices: readonly Choice<'none' | 'ip-range-start' | 'control-port'>[] = [
    { label: t('No Network of Its Own'), description: '', detail: t('Then no resource can be put into it.'), codicon: 'circle-slash', value: 'none' },
    { label: t('An Address for Each Container…'), description: 'ip-range-start', detail: t('The first address; the containers that follow get the next ones.'), codicon: 'globe', value: 'ip-range-start' },
    { label: t('A Port on the Hosts…'), description: 'control-port', detail: t('Containers share the addresses of their hosts, one on each.'), codicon: 'plug', value: 'control-port' },
  ];
  return async (draft, position) => {
    for (;;) {
      const answer = await askForChoiceInStep({ title, placeholder: t('How the cluster reaches the containers'), choices }, position);
      if (answer.kind !== 'next') return answer;
      if (answer.value === 'none') return { kind: 'next', value: { ...draft, network: {} } };
      const isPort = answer.value === 'control-port';
      const check = (typed: string) => ((isPort ? /^[1-9]\d{0,4}$/ : /^[\da-fA-F.:]+$/).test(typed) ? null : isPort ? t('That is no port.') : t('That is no address.'));
      const typed = await askForTextInStep({ title, message: isPort ? t('The port; 3121 is the usual one') : t('The first address'), check }, position);
      if (typed.kind === 'next') return { kind: 'next', value: { ...draft, network: { [answer.value]: typed.value } } };
      if (typed.kind === 'cancel') return typed;
    }
  };
}

interface PlaceDraft {
  readonly resource: string;
  readonly node: string;
  readonly score: string;
}

/** What a resource that is brought to a node is to do with it: prefer it, avoid it, or be moved there now. What is known already is not asked. */
export async function askForPlace(snapshot: ClusterSnapshot, resource: string | null, node: string | null): Asked {
  const title = t('Place on Node');
  const steps: Step<PlaceDraft>[] = [];
  if (resource === null) steps.push(choiceStep(title, t('The resource to place on {0}', displayName(node ?? '')), resourceChoices(snapshot, '', t), (draft, chosen) => ({ ...draft, resource: chosen })));
  if (node === null) steps.push(choiceStep(title, t('The node'), nodeChoices(snapshot, resource ?? '', t), (draft, chosen) => ({ ...draft, node: chosen })));
  const runs = (id: string) => findResource(snapshot, id)?.instances.some(({ active }) => active) === true;
  const now: Choice<{ readonly kind: 'score'; readonly score: 'now' }> = { label: t('Move There Now'), description: '', detail: t('It is moved once. It stays there as long as scores and stickiness keep it there, or with an older pcs until it is cleared.'), codicon: 'arrow-right', value: { kind: 'score', score: 'now' } };
  const how: Step<PlaceDraft> = (draft, position) =>
    scoreStep<PlaceDraft>(title, () => t('How {0} stands to {1}', displayName(draft.resource), displayName(draft.node)), [...locationScores(t), ...(runs(draft.resource) ? [now] : [])])(draft, position);
  const answer = await runSteps([...steps, how], { resource: resource ?? '', node: node ?? '', score: '' });
  if (answer === undefined) return undefined;
  return answer.score === 'now' ? { kind: 'move', resource: answer.resource, node: answer.node } : { kind: 'addLocation', ...answer };
}
