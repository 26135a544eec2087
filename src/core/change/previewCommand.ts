import type { Command } from '../command';
import { failure, map, success, type Result } from '../result';
import { type Part, partMissing, programFault, scriptCommand } from './scriptCommand';
import type { Words } from './plan';
import { previewScript } from './previewScript';
import { readTransition } from './readTransition';
import { readTransitionText } from './readTransitionText';
import type { Transition } from './transition';

/** What a preview depends on beside the CIB and the steps. */
export interface PreviewSource {
  /** Version of the host's Pacemaker; null where it is not known. */
  readonly pacemaker: string | null;
  /** A word that cannot be guessed and is made anew for each preview: it tells the parts of the answer apart. Letters, digits and `-`. */
  readonly nonce: string;
  /** Words of crm_simulate that make something happen to the changed cluster: `--node-down=host1`, `--op-inject=web_monitor_10000@host1=1`. */
  readonly events?: readonly string[];
  /** The changed CIB, where it is known already: then there are no steps. */
  readonly changed?: string;
}

/**
 * What the host answered.
 * played   the scheduler was asked about the cluster as it is and about the changed one. The CIBs hold secrets
 * refused  a step failed, and nothing is known of what would come of it. `said` is what it wrote to stderr
 */
export type PreviewAnswer =
  | { readonly kind: 'played'; readonly without: Transition; readonly with: Transition; readonly before: string; readonly after: string }
  | { readonly kind: 'refused'; readonly step: Words; readonly exitCode: number; readonly said: string };

/** A cold start of a very large cluster took the scheduler four minutes (16 hosts, 64 guests, 128 applications, Pacemaker 2.1.5). */
const TIMEOUT_MS = 600_000;

/**
 * Asks a host's own scheduler what would come of `steps`. They are run on a copy of `cib`, which is the whole CIB with its secrets and goes there
 * by stdin; the cluster is neither asked nor changed. Faults: `command-failed`, `program-missing`, `output-cut`, those of the readers.
 */
export function previewCommand(cib: string, steps: readonly Words[], { pacemaker, nonce, events = [], changed }: PreviewSource): Command<PreviewAnswer> {
  // With events 3.0.0 tells no actions in its XML.
  const form = pacemaker !== null && hasXml(pacemaker) && events.length === 0 ? 'xml' : 'text';
  const counted = steps.flatMap((words) => [String(words.length), ...words]);
  const words = [form, changed === undefined ? String(steps.length) : 'given', ...counted, ...events];
  return scriptCommand({ script: previewScript, nonce, words, reads: changed === undefined ? [cib] : [cib, changed], timeoutMs: TIMEOUT_MS }, (parts, host) =>
    readAnswer(new Map(parts.map((part) => [part.name, part])), { cib, steps, form, host }));
}

/** crm_simulate prints XML since 2.1.0; bullseye's 2.0.5 knows no `--output-as`. */
function hasXml(pacemaker: string): boolean {
  const [major = 0, minor = 0] = pacemaker.split('.').map((part) => Number.parseInt(part, 10));
  return major > 2 || (major === 2 && minor >= 1);
}

type Parts = ReadonlyMap<string, Part>;

interface Asked {
  readonly cib: string;
  readonly steps: readonly Words[];
  readonly form: 'xml' | 'text';
  readonly host: string;
}

function readAnswer(parts: Parts, asked: Asked): Result<PreviewAnswer> {
  const refused = parts.get('refused');
  const [index = 0, exitCode = 1] = refused?.numbers ?? [];
  const step = asked.steps[index];
  if (refused && step) return success({ kind: 'refused', step, exitCode, said: refused.text });
  const before = readSimulation('before', parts, asked);
  if (!before.ok) return before;
  const after = parts.get('cib');
  if (!after) return partMissing(asked.host);
  return map(readSimulation('after', parts, asked), (changed) => ({ kind: 'played', without: before.value, with: changed, before: asked.cib, after: after.text }));
}

function readSimulation(name: 'before' | 'after', parts: Parts, { form, host }: Asked): Result<Transition> {
  const [simulation, said] = [parts.get(name), parts.get(`${name}-said`)];
  const exitCode = simulation?.numbers[0];
  if (!simulation || exitCode === undefined) return partMissing(host, 'crm_simulate');
  if (exitCode !== 0) return failure(programFault('crm_simulate', exitCode, said?.text ?? '', host));
  return form === 'xml' ? readTransition(simulation.text) : readTransitionText(simulation.text);
}
