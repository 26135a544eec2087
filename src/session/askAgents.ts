import { agentMetadata, describeAgents, fencerMetadata, listAgents, listProviders, listStandards } from '../core/commands/agents';
import type { AgentMetadata } from '../core/agent/agentMetadata';
import { isFenceAgent } from '../core/agentName';
import type { Fault } from '../core/fault';
import { failure, type Result, success } from '../core/result';
import type { HostLink, RunOptions } from './ports';

type Link = Pick<HostLink, 'run'>;

/** The whole names of all agents that a host has. What one standard has to hide does not hide the others. */
export async function listAllAgents(link: Link, ask: RunOptions): Promise<Result<readonly string[]>> {
  const [standards, providers] = await Promise.all([link.run(listStandards(), ask), link.run(listProviders(), ask)]);
  if (!standards.ok) return standards;
  const kinds = standards.value.flatMap((standard) => (standard === 'ocf' ? (providers.ok ? providers.value : []).map((provider) => `ocf:${provider}`) : [standard]));
  const lists = await Promise.all(kinds.map((kind) => link.run(listAgents(kind), ask)));
  const listed = lists.flatMap((list) => (list.ok ? list.value : []));
  const fault = lists.map((list) => (list.ok ? null : list.fault)).find((each) => each !== null);
  return listed.length === 0 && fault ? failure(fault) : success([...new Set(listed)]);
}

/** What an agent says of itself; of a fence agent with what Pacemaker understands of every device, where the host tells that. */
export async function askAgent(link: Link, agent: string, ask: RunOptions): Promise<Result<AgentMetadata>> {
  const [own, fencer] = await Promise.all([link.run(agentMetadata(agent), ask), isFenceAgent(agent) ? link.run(fencerMetadata(), ask) : null]);
  if (!own.ok || fencer === null) return own;
  // A connection that is lost hides more than that.
  if (!fencer.ok) return isOwnFault(fencer.fault) ? own : fencer;
  const names = new Set(own.value.parameters.map(({ name }) => name));
  return success({ ...own.value, parameters: [...own.value.parameters, ...fencer.value.parameters.filter(({ name }) => !names.has(name))] });
}

/** Whether the program itself is what failed, or is not there. */
function isOwnFault({ code }: Fault): boolean {
  return code === 'command-failed' || code === 'program-missing' || code === 'malformed' || code === 'cut';
}

/** Short descriptions of all agents, so far as pcs knows them. */
export async function askDescriptions(link: Link, ask: RunOptions): Promise<Result<ReadonlyMap<string, string>>> {
  const resources = await link.run(describeAgents('resource'), ask);
  if (!resources.ok) return resources;
  const devices = await link.run(describeAgents('stonith'), ask);
  return success(new Map([...resources.value, ...(devices.ok ? devices.value : [])]));
}
