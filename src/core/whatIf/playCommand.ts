import { buildSnapshot } from '../buildSnapshot';
import { type Part, partMissing, programFault, scriptCommand } from '../change/scriptCommand';
import { readTransitionText } from '../change/readTransitionText';
import type { Transition } from '../change/transition';
import type { Command } from '../command';
import { readCib } from '../readCib';
import { readStatus } from '../readStatus';
import { failure, type Result, success } from '../result';
import type { ClusterSnapshot } from '../snapshot';
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
  const words = [String(mostReactions), String(steps.length), ...counted, ...events];
  return scriptCommand({ script: playScript, nonce, words, reads: [cib], timeoutMs }, (parts, host) => {
    const broken = parts.find(({ name }) => name.startsWith('failed-'));
    return broken ? failure(programFault(broken.name.slice('failed-'.length), broken.numbers[0] ?? 1, broken.text, host)) : readAnswer(parts, cib, host);
  });
}

function readAnswer(parts: readonly Part[], cib: string, host: string): Result<PlayedOut> {
  const status = parts.find(({ name }) => name === 'status');
  const settled = parts.find(({ name }) => name === 'settled');
  if (!status || !settled) return partMissing(host);
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
