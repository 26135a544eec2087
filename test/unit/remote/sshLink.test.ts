import assert from 'node:assert/strict';
import type { Command, Output } from '../../../src/core/command';
import { success } from '../../../src/core/result';
import { createHostLinks } from '../../../src/remote/hostLinks';
import type { HostLink } from '../../../src/session/ports';
import { makeKey, type SshServer, startSshServer } from './sshServer';

const clock = {
  now: () => Date.now(),
  after: (milliseconds: number, callback: () => void) => {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const nobody = {
  trustHostKey: () => Promise.reject(new Error('asked')),
  secret: () => Promise.reject(new Error('asked')),
  answers: () => Promise.reject(new Error('asked')),
};
const empty = { get: async () => undefined, store: async () => {}, delete: async () => {} };
const noTrust = { list: () => [], add: async () => {}, forget: async () => {} };

const status: Command<Output> = { argv: ['crm_mon', '-1'], rights: 'none', mutates: false, timeoutMs: 1000, maxBytes: 1000, parse: success };

describe('SshLink', () => {
  let server: SshServer;
  let link: HostLink;
  const key = makeKey();
  const open = (): HostLink =>
    createHostLinks({ prompts: nobody, secrets: empty, trust: noTrust, clock, log: silent })({
      target: 'host', host: '127.0.0.1', port: server.port, user: 'root', privateKey: key.privateKey, hostKey: server.hostKey.publicKey,
    });

  before(async () => {
    server = await startSshServer({ execute: ({ line, reply }) => reply(`ran ${line}`, 3) });
    link = open();
  });
  after(async () => {
    link.dispose();
    await server.close();
  });

  it('connects, runs a command by its full path and hands its output to the command', async () => {
    assert.deepEqual(await link.connect({ mayAsk: false }), success(undefined));
    assert.equal(link.state.kind, 'connected');
    assert.deepEqual(await link.run(status), success({ stdout: 'ran env LC_ALL=C TZ=UTC /usr/sbin/crm_mon -1', stderr: '', exitCode: 3 }));
  });
});
