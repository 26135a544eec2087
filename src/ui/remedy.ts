import { command, type CommandId } from '../actions/ids';
import { actions } from '../actions/table';
import type { FaultCode } from '../core/fault';

/** What can be chosen beside a failure that there is an action against. */
export interface Remedy {
  readonly id: CommandId;
  readonly title: string;
}

const remedies: Readonly<Partial<Record<FaultCode, CommandId>>> = { 'no-cluster': command.setUp, 'not-running': command.startCluster };

/** The action that leads on from a failure of a whole cluster, or null. */
export function remedyOf(code: FaultCode): Remedy | null {
  const action = actions.find(({ id }) => id === remedies[code]);
  return action === undefined ? null : { id: action.id, title: action.title };
}
