import type { AgentMetadata } from '../core/agent/agentMetadata';
import type { Result } from '../core/result';
import type { HostLink, RunOptions } from './ports';

/**
 * The agents of one host, and what they say of themselves: read only, asked for when somebody wants to know, and remembered for as long as
 * the connection lasts. Nothing is remembered of a question that failed.
 */
export class HostAgents {
  private known = new Map<string, Promise<Result<unknown>>>();

  constructor(private readonly link: Pick<HostLink, 'run'>) {}

  /** The whole names of all agents, `ocf:heartbeat:Dummy`, `systemd:nginx`, `stonith:fence_virsh`. Takes a tenth of a second. */
  list(ask: RunOptions = {}): Promise<Result<readonly string[]>> {
    return this.once('list', async () => (await askAgents()).listAllAgents(this.link, ask));
  }

  /** Short descriptions by those names. Takes many seconds, since pcs asks every agent: for a list that is shown without them already. */
  descriptions(ask: RunOptions = {}): Promise<Result<ReadonlyMap<string, string>>> {
    return this.once('descriptions', async () => (await askAgents()).askDescriptions(this.link, ask));
  }

  /** What an agent says of itself, a fence agent with what Pacemaker understands of every device. */
  metadata(agent: string, ask: RunOptions = {}): Promise<Result<AgentMetadata>> {
    return this.once(`agent ${agent}`, async () => (await askAgents()).askAgent(this.link, agent, ask));
  }

  forget(): void {
    this.known = new Map();
  }

  private async once<T>(what: string, ask: () => Promise<Result<T>>): Promise<Result<T>> {
    const { known } = this;
    const asked = (known.get(what) as Promise<Result<T>> | undefined) ?? ask();
    known.set(what, asked);
    let answered = false;
    try {
      const answer = await asked;
      answered = answer.ok;
      return answer;
    } finally {
      // One that was thrown is no answer either.
      if (!answered && known.get(what) === asked) known.delete(what);
    }
  }
}

/** How agents are asked, and their answers read, is loaded when somebody wants to know. */
function askAgents() {
  return import('./askAgents');
}
