import * as vscode from 'vscode';
import type { ClusterSnapshot } from '../core/snapshot';
import { bootChoices, hostsProblem, hostsToType, typedHosts } from '../render/hostChoices';
import { askForChoiceInStep } from './choiceInStep';
import { askForTextInStep } from './inputBox';
import type { WithoutPassword } from './pcsPassword';
import { runSteps, type Step } from './steps';

const { t } = vscode.l10n;

type Asked = Promise<WithoutPassword | undefined>;

/** Which hosts pcs is to know, and by whose account. */
export async function askForAuthentication(snapshot: ClusterSnapshot): Asked {
  const draft = await runSteps(authenticationSteps<AuthenticationDraft>(t('Authenticate Hosts')), noAuthentication(membersOf(snapshot)));
  return draft && { kind: 'authenticateHosts', hosts: typedHosts(draft.hosts), user: draft.user };
}

/** What a new cluster is to be called, and which hosts it is to be of: those of `hosts`, unless somebody types others. */
export async function askForNewCluster(snapshot: ClusterSnapshot, hosts: readonly string[] = membersOf(snapshot)): Asked {
  const title = t('Create a Cluster');
  const name: Step<ClusterDraft> = async (draft, position) => {
    const message = t('The name of the cluster. Where it is to mount GFS2 volumes, it has at most 32 letters, digits, “-” and “_”: pcs refuses any other unless forced.');
    const answer = await askForTextInStep({ title, message, value: draft.cluster, check: (typed) => (/^[^-\s]\S*$/.test(typed) ? null : t('Type a name without blanks.')) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, cluster: answer.value } } : answer;
  };
  const start: Step<ClusterDraft> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('Whether the new cluster is to start'), choices: bootChoices(t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, boot: answer.value } } : answer;
  };
  const draft = await runSteps([name, ...authenticationSteps<ClusterDraft>(title), start], { ...noAuthentication(hosts), cluster: snapshot.cluster.name ?? '', boot: { start: true, enable: true } });
  return draft && { kind: 'createCluster', cluster: draft.cluster, hosts: typedHosts(draft.hosts), user: draft.user, ...draft.boot };
}

interface AuthenticationDraft {
  readonly hosts: string;
  readonly user: string;
}

interface ClusterDraft extends AuthenticationDraft {
  readonly cluster: string;
  readonly boot: { readonly start: boolean; readonly enable: boolean };
}

function noAuthentication(hosts: readonly string[]): AuthenticationDraft {
  return { hosts: hostsToType(hosts), user: 'hacluster' };
}

function membersOf({ nodes }: ClusterSnapshot): readonly string[] {
  return nodes.filter(({ kind }) => kind === 'cluster').map(({ name }) => name);
}

function authenticationSteps<Draft extends AuthenticationDraft>(title: string): readonly Step<Draft>[] {
  return [
    async (draft, position) => {
      const message = t('The hosts, with blanks between them. Where one is reached by another address: name=address.');
      const answer = await askForTextInStep({ title, message, value: draft.hosts, check: (typed) => hostsProblem(typed, t) }, position);
      return answer.kind === 'next' ? { kind: 'next', value: { ...draft, hosts: answer.value } } : answer;
    },
    async (draft, position) => {
      const message = t('The account that pcs logs in with there. It is one of the group haclient.');
      const answer = await askForTextInStep({ title, message, value: draft.user, check: (typed) => (/^[^-\s]\S*$/.test(typed) ? null : t('Type the name of an account.')) }, position);
      return answer.kind === 'next' ? { kind: 'next', value: { ...draft, user: answer.value } } : answer;
    },
  ];
}
