import type { Dialect } from './dialect';
import { pcs } from './pcsWords';
import type { Words } from './plan';

/** Waits, after the last of these commands, until the cluster has done what came of them. Since 0.12 pcs waits by a command of its own. */
export function untilAtRest(commands: readonly Words[], { capabilities }: Dialect): readonly Words[] {
  if (capabilities.has('status.pcmk.wait')) return [...commands, pcs('status', 'wait')];
  return commands.map((words, index) => (index === commands.length - 1 ? [...words, '--wait'] : words));
}
