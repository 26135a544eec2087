import { changeCommand } from '../actions/ids';
import { findResource } from '../core/change/resourcePlace';
import { failure, type Result, success } from '../core/result';
import type { Resource } from '../core/snapshot';
import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import { askForAgent } from './agentPicker';
import { changed } from './changeCommands';
import type { FormCommandId } from './changeTask';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';
import type { ResourcePanelPorts } from './resourcePanel';

/** What opens the form of a resource or fence device. */
export function resourceFormHandlers(clusters: Clusters, ports: ResourcePanelPorts): Handlers<FormCommandId> {
  const create = (wanted: 'resource' | 'fencing') => (session: ClusterSession): Promise<Result<unknown>> => whereChangeable(session, async () => {
    const agents = session.agents;
    if (agents === null) return failure({ code: 'not-live', cluster: session.definition.name });
    const agent = await askForAgent(wanted, agents);
    return agent.ok ? open(session, agent.value, null, ports) : agent;
  });
  return {
    [changeCommand.createResource]: ([subject]) => withSession(clusters, subject, create('resource')),
    [changeCommand.createFenceDevice]: ([subject]) => withSession(clusters, subject, create('fencing')),
    [changeCommand.updateResource]: ([subject]) => withSession(clusters, subject, (session) => whereChangeable(session, async () => {
      if (subject?.kind !== 'resource' || session.state.kind !== 'live') return failure({ code: 'cancelled' });
      const resource = findResource(session.state.last, subject.resource)?.instances[0];
      const agent = resource?.agent ?? null;
      return resource === undefined || agent === null ? failure({ code: 'not-configured', id: subject.resource }) : open(session, agent, resource, ports);
    })),
  };
}

/** Nothing is asked for where nothing could be done. */
async function whereChangeable(session: ClusterSession, act: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
  const { definition: { name, readOnly }, state } = session;
  if (readOnly) return failure({ code: 'read-only', cluster: name });
  return state.kind === 'live' ? act() : failure({ code: 'not-live', cluster: name });
}

async function open(session: ClusterSession, agent: string, resource: Resource | null, ports: ResourcePanelPorts): Promise<Result<unknown>> {
  const [metadata, { openResourcePanel }] = await Promise.all([session.agents?.metadata(agent, { mayAsk: true }), import('./resourcePanel')]);
  if (metadata?.ok === false) return metadata;
  if (metadata === undefined || session.state.kind !== 'live') return failure({ code: 'not-live', cluster: session.definition.name });
  openResourcePanel({ ...changed(session), id: session.definition.id }, { metadata: metadata.value, snapshot: session.state.last, resource }, ports);
  return success(undefined);
}
