import { buildSnapshot } from '../buildSnapshot';
import { readParts } from '../change/answerParts';
import { readTransitionText } from '../change/readTransitionText';
import type { Transition } from '../change/transition';
import type { Command } from '../command';
import { firstMessage } from '../commands/requireSuccess';
import { readCib } from '../readCib';
import { readStatus } from '../readStatus';
import { failure, type Result, success } from '../result';
import type { ClusterSnapshot } from '../snapshot';
import { MAX_DOCUMENT_LENGTH } from '../xml';
import type { Happening } from './eventsOf';
import { playScript } from './playScript';

/** What came of something that was made to happen to a copy of a cluster. */
export interface PlayedOut {
  /** What the scheduler had done, one reaction after the other, until it wanted nothing any more. The last is empty where `settled`. */
  readonly transitions: readonly Transition[];
  /** False where it went on and on and was stopped. */
  readonly settled: boolean;
  /** What the cluster would be like then. Only its nodes and resources are meant to be looked at. */
  readonly then: ClusterSnapshot;
}

/** So often the scheduler may react. Recoveries seen took one to three reactions; a configuration that contradicts itself never ends. */
const mostReactions = 8;

/** See `previewCommand`: a reaction of a very large cluster takes minutes. */
const timeoutMs = 900_000;

/**
 * Asks a host's own scheduler where something that happens would lead to in the end. It happens to a copy of `cib`, which is the whole CIB with its
 * secrets and goes there by stdin; the cluster is neither asked nor changed. Faults: `command-failed`, `program-missing`, `output-cut`, those of the readers.
 *
 * @param nonce a word that cannot be guessed and is made anew each time: it tells the parts of the answer apart
 */
export function playCommand(cib: string, { steps, events }: Happening, nonce: string): Command<PlayedOut> {
  const counted = steps.flatMap((words) => [String(words.length), ...words]);
  return {
    argv: ['sh', '-c', playScript, 'sh', nonce, String(mostReactions), String(steps.length), ...counted, ...events],
    stdin: cib,
    rights: 'none',
    mutates: false,
    timeoutMs,
    maxBytes: 2 * MAX_DOCUMENT_LENGTH,
    parse: (output, host) => {
      const parts = readParts(output, nonce, host);
      if (!parts.ok) return parts;
      const broken = parts.value.find(({ name }) => name.startsWith('failed-'));
      if (broken) return failure(faultOf(broken.name.slice('failed-'.length), broken.numbers[0] ?? 1, broken.text, host));
      return readAnswer(parts.value, cib, host);
    },
  };
}

function faultOf(program: string, exitCode: number, said: string, host: string) {
  if (exitCode === 127) return { code: 'program-missing', host, program } as const;
  return { code: 'command-failed', host, program, exitCode, message: firstMessage({ stdout: '', stderr: said, exitCode }) } as const;
}

function readAnswer(parts: readonly { readonly name: string; readonly numbers: readonly number[]; readonly text: string }[], cib: string, host: string): Result<PlayedOut> {
  const status = parts.find(({ name }) => name === 'status');
  const settled = parts.find(({ name }) => name === 'settled');
  if (!status || !settled) return failure({ code: 'output-cut', host, program: 'sh' });
  const transitions: Transition[] = [];
  for (const { text } of parts.filter(({ name }) => name === 'said')) {
    const read = readTransitionText(text);
    if (!read.ok) return read;
    transitions.push(read.value);
  }
  const [read, configured] = [readStatus(status.text), readCib(cib)];
  if (!read.ok) return read;
  if (!configured.ok) return configured;
  const then = buildSnapshot({ status: read.value, cib: configured.value, domains: [], takenAt: 0, host, source: '' });
  return success({ transitions, settled: settled.numbers[0] === 1, then });
}
