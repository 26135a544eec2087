import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ClusterDefinition } from '../session/clusterState';
import { askForChoiceInStep } from './choiceInStep';
import { defaultLibvirtUri } from './clusterSettings';
import { pickHosts } from './hostPicker';
import { askForTextInStep } from './inputBox';
import { runSteps, type Step } from './steps';

const { t } = vscode.l10n;

export interface ClusterFormPorts {
  /** Names of other clusters, which this one may not have. */
  readonly takenNames: readonly string[];
  /** Host aliases in the person's ssh configuration. */
  readonly aliases: readonly string[];
  /** What is wrong with a host as a person would type it to ssh, or null. */
  readonly checkHost: (target: string) => string | null;
}

/** Asks for a new cluster, step by step. */
export function askForCluster(ports: ClusterFormPorts): Promise<ClusterDefinition | undefined> {
  const blank = { id: randomUUID(), name: '', hosts: [], practice: false, readOnly: false };
  return runSteps(steps(t('Add Cluster'), ports), blank);
}

/** Asks the same of a cluster that exists; its id stays. */
export function askForChanges(definition: ClusterDefinition, ports: ClusterFormPorts): Promise<ClusterDefinition | undefined> {
  return runSteps(steps(t('Edit Cluster {0}', definition.name), ports), definition);
}

function steps(title: string, { takenNames, aliases, checkHost }: ClusterFormPorts): readonly Step<ClusterDefinition>[] {
  const name: Step<ClusterDefinition> = async (draft, position) => {
    const check = (value: string) => {
      if (value.trim() === '') return t('A cluster needs a name.');
      return takenNames.includes(value.trim()) ? t('Another cluster has this name.') : null;
    };
    const answer = await askForTextInStep({ title, message: t('What you want to call the cluster'), value: draft.name, check }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, name: answer.value.trim() } } : answer;
  };

  const hosts: Step<ClusterDefinition> = async (draft, position) => {
    const answer = await pickHosts({ title, chosen: draft.hosts.map(({ target }) => target), aliases, check: checkHost }, position);
    if (answer.kind !== 'next') return answer;
    const uriOf = (target: string) => draft.hosts.find((host) => host.target === target)?.libvirtUri ?? defaultLibvirtUri;
    return { kind: 'next', value: { ...draft, hosts: answer.value.map((target) => ({ target, libvirtUri: uriOf(target) })) } };
  };

  const libvirt: Step<ClusterDefinition> = async (draft, position) => {
    const uris = [...new Set(draft.hosts.map(({ libvirtUri }) => libvirtUri))];
    const message = uris.length > 1 ? t('libvirt on the hosts. They differ now; what you enter here is for all of them.') : t('libvirt on the hosts');
    const check = (value: string) => (value.trim() === '' ? t('Without a better address use {0}.', defaultLibvirtUri) : null);
    const answer = await askForTextInStep({ title, message, value: uris[0] ?? defaultLibvirtUri, check }, position);
    if (answer.kind !== 'next') return answer;
    const unchanged = answer.value.trim() === uris[0];
    return { kind: 'next', value: unchanged ? draft : { ...draft, hosts: draft.hosts.map((host) => ({ ...host, libvirtUri: answer.value.trim() })) } };
  };

  const changing: Step<ClusterDefinition> = async (draft, position) => {
    const choices = [
      { label: t('Changes may be made'), description: t('each is shown and confirmed before it is made'), detail: '', codicon: 'edit', value: false },
      { label: t('Read-only'), description: t('nothing that changes the cluster is ever sent to its hosts'), detail: '', codicon: 'lock', value: true },
    ];
    const inOrder = draft.readOnly ? choices.toReversed() : choices;
    const answer = await askForChoiceInStep({ title, placeholder: t('Whether the cluster may be changed from here'), choices: inOrder }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, readOnly: answer.value } } : answer;
  };

  return [name, hosts, libvirt, changing];
}
