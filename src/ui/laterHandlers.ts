import type { CommandId } from '../actions/ids';
import type { Handler, Handlers } from './commands';

/** Handlers whose code is loaded when the first of them runs. */
export function laterHandlers<Ids extends CommandId>(ids: readonly Ids[], load: () => Promise<Handlers<Ids>>): Handlers<Ids> {
  let loaded: Promise<Handlers<Ids>> | null = null;
  const later = (id: Ids): Handler => async (subjects) => (await (loaded ??= load()))[id](subjects);
  return Object.fromEntries(ids.map((id) => [id, later(id)])) as Handlers<Ids>;
}
