import type { Prompts, SecretQuestion } from './ports';

/**
 * Asks once what several links want to know at the same time: one passphrase opens a key for every host,
 * and a jump host shows its key once for all who go through it. What a server asks in its own words is never shared.
 */
export function shareQuestions(prompts: Prompts): Prompts {
  const open = new Map<string, Promise<unknown>>();
  const share = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const asked = open.get(key) as Promise<T> | undefined;
    if (asked) return asked;
    const answer = ask().finally(() => open.delete(key));
    open.set(key, answer);
    return answer;
  };
  return {
    trustHostKey: (question) => share(JSON.stringify(['host-key', question.host, question.port, question.fingerprint]), () => prompts.trustHostKey(question)),
    secret: (question) => share(secretQuestionKey(question), () => prompts.secret(question)),
    answers: (question) => prompts.answers(question),
  };
}

function secretQuestionKey({ what, host, user, file, again }: SecretQuestion): string {
  return JSON.stringify(what === 'passphrase' ? [what, file, again] : [what, user, host, again]);
}
