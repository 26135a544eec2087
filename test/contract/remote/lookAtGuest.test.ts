import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { success } from '../../../src/core/result';
import { createHostLinks } from '../../../src/remote/hostLinks';
import { createSecretKeeper } from '../../../src/remote/secretKeeper';
import { ChangeLog } from '../../../src/session/changeLog';
import { ClusterSession } from '../../../src/session/clusterSession';
import { readInPlace } from '../../../src/session/documentReader';
import { lookAtGuest } from '../../../src/session/lookAtGuest';
import { createPerson, createSurroundings, plainCommand, until } from '../../unit/remote/doubles';
import { type Executed, makeKey, type SshServer, startSshServer } from '../../unit/remote/sshServer';

/** Of what a host of virtual machines has, this machine may have nothing. */
const virsh = `#!/bin/sh
case "$3" in
  list) printf ' Id   Name     State\\n------------------------\\n 1    guest1   running\\n\\n';;
  dominfo) printf 'Persistent:     yes\\nAutostart:      disable\\n';;
  *) echo 'error: unsupported' >&2; exit 1;;
esac
`;

describe('A look into a guest, with every command really run', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-look-'));
  const servers: SshServer[] = [];
  const sessions: ClusterSession[] = [];
  after(async () => {
    for (const session of sessions) session.dispose();
    rmSync(folder, { recursive: true, force: true });
    await Promise.all(servers.map((server) => server.close()));
  });

  /** A server on which this machine's shell runs what comes. */
  async function serve(): Promise<SshServer> {
    const execute = ({ line, channel }: Executed) => {
      const child = spawn('sh', ['-c', line], { env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` } });
      child.stdout.on('data', (data: Buffer) => channel.write(data));
      child.stderr.on('data', (data: Buffer) => channel.stderr.write(data));
      child.on('close', (code) => {
        channel.exit(code ?? 1);
        channel.end();
      });
    };
    const server = await startSshServer({ execute, programs: ['/bin/sh', '/bin/date', '/usr/bin/printf'] });
    servers.push(server);
    return server;
  }

  it('goes one way there, finds what is so, and leaves nothing open', async () => {
    writeFileSync(join(folder, 'virsh'), virsh);
    chmodSync(join(folder, 'virsh'), 0o755);
    const [host, guest] = [await serve(), await serve()];
    const { store, trust, clock, log } = createSurroundings();
    const settings = async (target: { readonly user: string | null }) => success(new Map([['port', [String(guest.port)]], ['identityagent', ['none']], ['user', [target.user ?? '']]]));
    const open = createHostLinks({ prompts: createPerson({ trusts: true }), secrets: createSecretKeeper(store, log), trust, clock, log, settings });
    const pinned = { target: 'host1', host: '127.0.0.1', port: host.port, user: 'root', privateKey: makeKey().privateKey, hostKey: host.hostKey.publicKey };
    const session = new ClusterSession(
      { id: 'c', name: 'lab', hosts: [{ target: 'host1', libvirtUri: 'qemu:///system' }], practice: false, readOnly: false },
      { openLink: () => open(pinned), documents: readInPlace, clock, intervalMs: () => 60_000, changeLog: new ChangeLog() },
    );
    sessions.push(session);
    await session.connect({ mayAsk: true });

    const seen = await lookAtGuest(session, { domain: 'guest1', node: 'localhost', user: 'root', address: '127.0.0.1', way: 'hand' }, { mayAsk: true });
    assert.deepEqual([seen.through, seen.address], ['host1', { address: '127.0.0.1', source: 'typed' }], JSON.stringify(seen.hosts));
    assert.ok(seen.seen.ok, JSON.stringify(seen.seen));
    assert.equal(seen.seen.value.name, hostname());
    assert.ok(seen.clockAheadMs !== null && Math.abs(seen.clockAheadMs) < 5_000, String(seen.clockAheadMs));
    const sight = seen.hosts[0]?.seen;
    assert.ok(sight?.ok && sight.value.domain?.state === 'running' && sight.value.name.lines.length > 0, JSON.stringify(sight));

    assert.deepEqual(await session.run(seen.target, plainCommand({ argv: ['printf', 'inside'] })), success({ stdout: 'inside', stderr: '', exitCode: 0 }));
    assert.deepEqual([host.accepted, guest.accepted, host.channels], [1, 1, 1]);
    assert.deepEqual(trust.list().map((key) => key.host), [`guest1 from 127.0.0.1 ${host.port}`]);
    session.dispose();
    await until(() => host.connections.size === 0 && guest.connections.size === 0 && host.channels === 0 && guest.sessions === 0);
  });
});
