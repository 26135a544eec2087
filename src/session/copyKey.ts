import { createHash } from 'node:crypto';
import { readingCommand, SHORT } from '../core/commands/readingCommand';
import type { Fault } from '../core/fault';
import { failure, type Result, success } from '../core/result';
import { Secret } from '../core/secret';
import { keyExit, makingKey, readingKey, writingKey } from '../core/walkthrough/keyCommands';
import { fewestKeyBytes } from '../core/walkthrough/keyStep';
import type { MachineOutcome, StepPlan } from '../core/walkthrough/step';
import type { LinkTo } from './changes';
import { runOn, type StepRun } from './runOn';

type KeyPlan = Extract<StepPlan, { readonly kind: 'key' }>;

/** A key as base64, with the SHA-256 of what it stands for. */
interface Key {
  readonly text: Secret;
  readonly digest: string;
}

/** Has one host make the key where there is none, and gives it to the others. What is there already stays, unless it is the same. */
export async function copyKey(linkTo: LinkTo, { from, isNew, to }: KeyPlan, digest: string | null, run: StepRun): Promise<readonly MachineOutcome[]> {
  const made = inWords(await runOn(linkTo, { target: from, commands: isNew ? makingKey() : [] }, run));
  if (made.kind !== 'done' || to.length === 0) return [made];
  if (run.signal.aborted) return [...(isNew ? [made] : []), ...to.map((target): MachineOutcome => ({ target, kind: 'ended', words: writingKey('')[0] ?? readingKey() }))];
  const key = await readKey(linkTo, from, run);
  const found: Result<Key> = key.ok && !isNew && digest !== null && key.value.digest !== digest ? failure({ code: 'key-refused', host: from, why: 'changed' }) : key;
  if (!found.ok) return [{ target: from, kind: 'refused', words: readingKey(), fault: found.fault, said: '' }];
  const { text, digest: wanted } = found.value;
  const written = await Promise.all(to.map(async (target) => inWords(await runOn(linkTo, { target, commands: writingKey(wanted) }, run, [text]))));
  return [...(isNew ? [made] : []), ...written];
}

/** The key goes through the memory of this process, from one host to another, and nowhere else. */
function readKey(linkTo: LinkTo, target: string, { mayAsk = false, signal }: StepRun): Promise<Result<Key>> {
  const read = readingCommand(readingKey(), { ...SHORT, rights: 'root' }, (text, host): Result<Key> => {
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length < fewestKeyBytes) return failure({ code: 'key-refused', host, why: 'short' });
    return success({ text: new Secret(text, 'key of the hosts'), digest: createHash('sha256').update(bytes).digest('hex') });
  });
  return linkTo(target)?.run(read, { signal, mayAsk }) ?? Promise.resolve(failure({ code: 'disconnected', host: target }));
}

/** What wrote a key tells by its exit status why it did not. */
function inWords(outcome: MachineOutcome): MachineOutcome {
  if (outcome.kind !== 'refused' || outcome.fault.code !== 'command-failed') return outcome;
  const { exitCode } = outcome.fault;
  const why = exitCode === keyExit.another ? 'another' : exitCode === keyExit.damaged ? 'damaged' : null;
  const fault: Fault = why === null ? outcome.fault : { code: 'key-refused', host: outcome.target, why };
  return { ...outcome, fault };
}
