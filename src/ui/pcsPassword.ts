import type { TaskOf } from '../core/change/task';
import { failure, type Result } from '../core/result';
import { Secret } from '../core/secret';
import type { PcsPasswords, Prompts } from '../remote/ports';
import type { Translate } from '../render/row';
import type { Outcome } from '../session/changeOutcome';
import type { ChangedCluster, ChangeDesk } from './changeDesk';

/** What is done by pcs on several hosts and wants a password, but for that. */
export type WithoutPassword = Omit<TaskOf<'authenticateHosts'>, 'password'> | Omit<TaskOf<'createCluster'>, 'password'>;

export interface PasswordPorts {
  readonly desk: Pick<ChangeDesk, 'change'>;
  readonly passwords: PcsPasswords;
  readonly prompts: Pick<Prompts, 'secret'>;
  readonly t: Translate;
}

/** How often a person is asked for one password. */
const attempts = 3;

/** Leads a task with the password that is known for its hosts, or that a person types. One that the hosts refuse is forgotten, and asked for anew. */
export async function changeByPassword(cluster: ChangedCluster & { readonly id: string }, task: WithoutPassword, { desk, passwords, prompts, t }: PasswordPorts): Promise<Result<Outcome>> {
  const { user, hosts } = task;
  const account = { cluster: cluster.id, user, hosts: hosts.map(({ name, address }) => address ?? name) };
  const known = await passwords.recall(account);
  let isAgain = false;
  for (let asked = known === undefined ? 1 : 0; ; asked += 1) {
    const answer = asked === 0 && known !== undefined
      ? { value: known, remember: false }
      : await prompts.secret({ what: 'pcs-password', host: hosts.map(({ name }) => name).join(', '), user, file: null, again: isAgain });
    if (answer === undefined) return failure({ code: 'cancelled' });
    const done = await desk.change(cluster, { ...task, password: new Secret(answer.value, t('password of {0}', user)) });
    if (!done.ok) return done;
    const verdict = verdictOn(done.value);
    if (verdict === 'right') await passwords.accepted(account, answer);
    if (verdict === 'wrong') await passwords.rejected(account, answer.value);
    if (verdict !== 'wrong' || asked >= attempts) return done;
    isAgain = true;
  }
}

/**
 * What a change tells of the password that its first command was given. pcs says of each host whether it took it (`auth_hosts` in its utils.py, 0.11.5); where
 * some could not be reached it fails, and the password was right for those that could.
 */
function verdictOn(outcome: Outcome): 'right' | 'wrong' | 'unknown' {
  switch (outcome.kind) {
    case 'done':
    case 'instead':
    case 'left':
      return 'right';
    case 'uncertain':
      return outcome.ran > 0 ? 'right' : 'unknown';
    case 'refused':
      if (outcome.ran > 0) return 'right';
      if (/Username and\/or password is incorrect/.test(outcome.said)) return 'wrong';
      return /^\S+: Authorized$/m.test(outcome.said) ? 'right' : 'unknown';
    case 'cancelled':
    case 'changed':
      return 'unknown';
  }
}
