import { impossible } from './pcsWords';
import type { Planning } from './planning';
import { primitivesIn } from './resourcePlace';

/**
 * Why this pcs can take nothing away from the resources: since it deletes several at once it reads them all first, and ends at one that is made from
 * a template and has no class of its own (`primitive_element_to_dto` in its lib/cib/resource/primitive.py; seen with 0.12.0.2). Null where it can.
 */
export function stoppedByTemplate({ snapshot, dialect: { pcs, capabilities } }: Planning): ReturnType<typeof impossible> | null {
  if (!capabilities.has('pcmk.resource.delete.list')) return null;
  const made = primitivesIn([...snapshot.resources, ...snapshot.fencing]).find(({ config }) => (config?.template ?? null) !== null);
  return made === undefined ? null : impossible({ why: 'template', name: made.id, pcs });
}
