import { type AgentMetadata, readAgentMetadata } from '../agent/agentMetadata';
import type { Command, Output } from '../command';
import { type Result, success } from '../result';
import { type Bounds, readingCommand, SHORT } from './readingCommand';
import { firstMessage, requireSuccess } from './requireSuccess';

/*
 * crm_resource lists and describes agents without a cluster and for any account, in 15 ms, since an agent describes itself (about 20 ms more).
 * pcs has short descriptions beside the names, but asks every agent for them: measured with 0.11.5, 5.8 s for 150 resource agents
 * and 17.6 s for 120 fence agents.
 */

/** Agents are asked for themselves, and some of those in Python take a while to start. */
const BOUNDS: Bounds = { rights: 'none', timeoutMs: 30_000, maxBytes: 4_000_000 };

/** pcs asks one agent after the other. */
const DESCRIBING: Bounds = { rights: 'none', timeoutMs: 180_000, maxBytes: 4_000_000 };

/** Lists the standards of agents that a host knows: `ocf`, `lsb`, `systemd`, `stonith`, …. `service` is left out: it is another word for two of them. */
export function listStandards(): Command<readonly string[]> {
  return readingCommand(['crm_resource', '--list-standards'], { ...SHORT, rights: 'none' }, (text) => success(linesOf(text).filter((standard) => standard !== 'service')));
}

/** Lists the providers of OCF agents: `heartbeat`, `pacemaker`, …. */
export function listProviders(): Command<readonly string[]> {
  return readingCommand(['crm_resource', '--list-ocf-providers'], { ...SHORT, rights: 'none' }, (text) => success(linesOf(text)));
}

/** Lists the agents of `ocf:heartbeat`, `systemd` or `stonith`, by their whole names. None is no error, though crm_resource calls it one. */
export function listAgents(kind: string): Command<readonly string[]> {
  const argv = ['crm_resource', `--list-agents=${kind}`] as const;
  const command = readingCommand(argv, BOUNDS, (text) => success(linesOf(text).map((type) => `${kind}:${type}`)));
  return { ...command, parse: (output, host) => (hasNone(output) ? success([]) : command.parse(output, host)) };
}

function hasNone(output: Output): boolean {
  return output.exitCode !== 0 && /^No agents found/i.test(firstMessage(output).replace(/^crm_resource: /, ''));
}

/** Reads what an agent says of itself. */
export function agentMetadata(agent: string): Command<AgentMetadata> {
  return readingCommand(['crm_resource', `--show-metadata=${agent}`], BOUNDS, (text) => readAgentMetadata(text, agent));
}

/**
 * Reads what Pacemaker's own fencer understands of every fence device, `pcmk_host_list` and the like. It is no program for people, and
 * lies where distributions put such: `env` finds it there.
 */
export function fencerMetadata(): Command<AgentMetadata> {
  const path = 'PATH=/usr/libexec/pacemaker:/usr/lib/pacemaker:/usr/lib64/pacemaker';
  return readingCommand(['env', path, 'pacemaker-fenced', 'metadata'], BOUNDS, (text) => readAgentMetadata(text, 'pacemaker-fenced'));
}

/** Short descriptions of agents, by their whole names, as pcs lists them. It takes long: for a list that is there already. */
export function describeAgents(family: 'resource' | 'stonith'): Command<ReadonlyMap<string, string>> {
  const argv = ['pcs', family, 'list'] as const;
  return {
    argv,
    ...DESCRIBING,
    mutates: false,
    parse(output, host): Result<ReadonlyMap<string, string>> {
      const answer = requireSuccess(output, argv[0], host);
      return answer.ok ? success(readDescriptions(answer.value, family)) : answer;
    },
  };
}

/** `ocf:heartbeat:Dummy - Example stateless resource agent`, where a long description goes on in lines that are indented. */
function readDescriptions(text: string, family: 'resource' | 'stonith'): ReadonlyMap<string, string> {
  const lines = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const parts = lines.map((line) => /^(\S+) - (.*\S)\s*$/.exec(line)).filter((match) => match !== null);
  return new Map(parts.map(([, name = '', described = '']) => [family === 'stonith' ? `stonith:${name}` : name, described]));
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
}
