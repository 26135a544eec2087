import * as vscode from 'vscode';
import type { HostKeyQuestion, KeyboardInteractiveQuestion, Prompts, SecretAnswer, SecretQuestion } from '../remote/ports';
import { displayName, displayText } from '../render/displayName';
import { askForText } from './inputBox';
import { createPromptQueue } from './promptQueue';

const { t } = vscode.l10n;

/** Asks the person at the editor, one question at a time. */
export function createPrompts(): Prompts {
  const inTurn = createPromptQueue();
  return {
    trustHostKey: (question) => inTurn(() => askForTrust(question)),
    secret: (question) => inTurn(() => askForSecret(question)),
    answers: (question) => inTurn(() => askForAnswers(question)),
  };
}

async function askForTrust({ host, port, keyType, fingerprint, otherTypes = [] }: HostKeyQuestion): Promise<boolean> {
  const trust = t('Trust This Key');
  const detail = [
    t('It shows this {0} key on port {1}:', keyType, port),
    fingerprint,
    ...(otherTypes.length === 0 ? [] : [t('Keys of other types are known for it: {0}. A host may have several; it may also be another host.', otherTypes.join(', '))]),
    t('Compare it with the key of the host, which `ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub` prints there. Trusted keys are kept on this machine.'),
  ].join('\n\n');
  const answer = await vscode.window.showWarningMessage(t('{0} is not known yet. Is this its key?', displayName(host)), { modal: true, detail }, trust);
  return answer === trust;
}

async function askForSecret(question: SecretQuestion): Promise<SecretAnswer | undefined> {
  let remember = false;
  const value = await askForText({
    title: secretTitle(question),
    message: question.again ? t('That was not accepted. Try again, or press Escape to give up.') : secretMessage(question),
    password: true,
    ...(question.what === 'pcs-password' ? { check: (typed: string) => (typed === '' ? t('Type the password.') : null) } : {}),
    toggle: {
      on: t('Will be remembered in the secret storage of the editor. Click to forget it after use.'),
      off: t('Will be forgotten when the connection ends. Click to remember it in the secret storage of the editor.'),
      changed: (on) => (remember = on),
    },
  });
  return value === undefined ? undefined : { value, remember };
}

function secretTitle({ what, host, user, file }: SecretQuestion): string {
  switch (what) {
    case 'password':
    case 'pcs-password':
      return t('Password of {0} on {1}', displayName(user), displayName(host));
    case 'passphrase':
      return t('Passphrase of the key {0}, for {1}', displayName(file ?? ''), displayName(host));
    case 'sudo-password':
      return t('Password of {0} for sudo on {1}', displayName(user), displayName(host));
  }
}

function secretMessage({ what }: SecretQuestion): string {
  return what === 'pcs-password' ? t('The password by which pcs logs in there, the same on each of the hosts. It goes to pcs on its standard input.') : '';
}

async function askForAnswers({ host, user, name, instructions, prompts }: KeyboardInteractiveQuestion): Promise<readonly string[] | undefined> {
  const answers: string[] = [];
  const title = t('{0} asks {1}', displayName(host), displayName(user));
  for (const { text, echo } of prompts) {
    const message = [name, instructions, text].filter((words) => words.trim() !== '').map(displayText).join(' — ');
    const answer = await askForText({ title, message, password: !echo });
    if (answer === undefined) return undefined;
    answers.push(answer);
  }
  return answers;
}
