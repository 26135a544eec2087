import type { ParsedKey } from 'ssh2';
import { unlock } from './keyFile';
import type { SecretAnswer } from './ports';
import type { SecretKeeper } from './secretKeeper';

/**
 * Opens a key file that a passphrase protects, with the passphrase known from before or with what `ask` brings.
 * A wrong one is asked for again, `attempts` times in all. Null when the key stays locked.
 */
export async function openKeyFile(
  file: string,
  text: string,
  secrets: SecretKeeper,
  attempts: number,
  ask: (again: boolean) => Promise<SecretAnswer | null>,
): Promise<ParsedKey | null> {
  const lock = { what: 'passphrase', file } as const;
  const known = await secrets.recall(lock);
  const opened = known === undefined ? null : unlock(text, known);
  if (opened) return opened;
  if (known !== undefined) await secrets.rejected(lock, known);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const answer = await ask(known !== undefined || attempt > 1);
    if (!answer) return null;
    const key = unlock(text, answer.value);
    if (!key) continue;
    await secrets.accepted(lock, answer);
    return key;
  }
  return null;
}
