import ssh2, { type BaseAgent, type ParsedKey } from 'ssh2';

/** The keys that an agent offers. Rejects when it cannot be reached. */
export function agentKeys(agent: BaseAgent): Promise<readonly ParsedKey[]> {
  return new Promise((resolve, reject) => {
    agent.getIdentities((error, keys) => (error ? reject(error) : resolve((keys ?? []) as readonly ParsedKey[])));
  });
}

/** Lets an agent sign. Rejects when it refuses. */
export function agentSignature(agent: BaseAgent, key: ParsedKey, data: Buffer, options: SignOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    agent.sign(key, data, options, (error, signature) => (error || !signature ? reject(error ?? new Error('no signature')) : resolve(signature)));
  });
}

export interface SignOptions {
  readonly hash?: 'sha1' | 'sha256' | 'sha512';
}

/** A way to an agent at a socket or, on Windows, at a named pipe. */
export function agentAt(path: string): BaseAgent {
  return ssh2.createAgent(path);
}

/** Types of all keys that an agent holds, those that ssh2 passes over included; none when it does not answer. */
export function agentKeyTypes(agent: BaseAgent): Promise<readonly string[]> {
  return new Promise((resolve) => {
    if (!agent.getStream) return resolve([]);
    agent.getStream((error, stream) => {
      if (error || !stream) return resolve([]);
      let answer = Buffer.alloc(0);
      const finish = () => {
        stream.destroy();
        resolve(typesIn(answer));
      };
      stream.on('data', (chunk: Buffer) => {
        answer = Buffer.concat([answer, chunk]);
        if (answer.length >= 4 && answer.length >= 4 + answer.readUInt32BE(0)) finish();
      });
      stream.on('error', finish).on('end', finish);
      stream.write(Buffer.from([0, 0, 0, 1, requestIdentities]));
    });
  });
}

/** SSH_AGENTC_REQUEST_IDENTITIES and SSH_AGENT_IDENTITIES_ANSWER of RFC 9987. */
const requestIdentities = 11;
const identitiesAnswer = 12;

function typesIn(answer: Buffer): readonly string[] {
  if (answer.length < 9 || answer[4] !== identitiesAnswer) return [];
  const types: string[] = [];
  let at = 9;
  for (let left = answer.readUInt32BE(5); left > 0 && at + 8 <= answer.length; left -= 1) {
    const end = at + 4 + answer.readUInt32BE(at);
    types.push(answer.toString('latin1', at + 8, at + 8 + answer.readUInt32BE(at + 4)));
    if (end + 4 > answer.length) break;
    at = end + 4 + answer.readUInt32BE(end);
  }
  return types;
}
