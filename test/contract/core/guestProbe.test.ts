import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { guestProbe } from '../../../src/core/walkthrough/guestProbe';
import type { GuestSight, RemotePort } from '../../../src/core/walkthrough/guestSituation';
import { skip } from '../../skip';
import { valueOf } from '../../unit/core/fixtures';

/** Pacemaker's port, of addresses of loopback that nothing else is at. */
const port = 3121;

describe('A look of a host at a guest', function () {
  this.timeout(20_000);
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const folder = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-guest-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  /** Listens at an address of loopback; `greet` is what is done with whoever comes. */
  async function listen(address: string, greet: (socket: Socket) => void): Promise<void> {
    await started(createServer((socket) => {
      socket.on('error', () => undefined);
      greet(socket);
    }), address);
  }

  async function started(server: Server, address: string): Promise<void> {
    servers.push(server.on('connection', (socket) => sockets.add(socket)));
    await new Promise<void>((resolve, reject) => server.on('error', reject).listen(port, address, resolve));
  }

  /** What this machine, as a host, finds out: `sh` reads the script, and programs of the folder come before its own. */
  async function look(node: string, { address = null, sh = 'sh', wrap = [] }: { readonly address?: string | null; readonly sh?: string; readonly wrap?: readonly string[] } = {}): Promise<GuestSight> {
    const command = guestProbe({ domain: 'guest1', node, user: 'root', address: null, way: 'hand' }, 'qemu:///system', address, 'NONCE');
    const [program = '', ...args] = [...wrap, sh, ...command.argv.slice(1)];
    const child = spawn(program, args, { env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` }, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
    assert.equal(stderr, '');
    return valueOf(command.parse({ stdout, stderr, exitCode }, 'host1'));
  }

  const portOf = async (...given: Parameters<typeof look>): Promise<RemotePort> => (await look(...given)).port;

  function program(name: string, script: string): void {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  it('knows what shares a key with its callers, as pacemaker_remote does', async () => {
    const pskCallback = () => ({ psk: Buffer.alloc(32, 1), identity: 'none' });
    await started(createTlsServer({ pskCallback: pskCallback as never, ciphers: 'PSK', maxVersion: 'TLSv1.2' }).on('tlsClientError', () => undefined), '127.77.0.1');
    assert.deepEqual(await portOf('127.77.0.1'), { kind: 'remote' });
    assert.deepEqual(await portOf('127.77.0.1', { sh: 'bash' }), { kind: 'remote' });
    assert.deepEqual(await portOf('nonesuch.invalid', { address: '127.77.0.1' }), { kind: 'remote' }, 'by its address where the name leads nowhere');
  });

  it('tells it from other programs that took the port', async () => {
    await listen('127.77.0.1', (socket) => socket.write('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n'));
    await listen('127.77.0.2', (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')));
    await listen('127.77.0.3', (socket) => socket.destroy());
    await listen('127.77.0.4', (socket) => socket.once('data', () => socket.resetAndDestroy()));
    await listen('127.77.0.5', (socket) => socket.resume());
    await started(createTlsServer({}).on('tlsClientError', () => undefined), '127.77.0.6');
    const [ssh, web, closing, resetting, silent, tls] = await Promise.all([1, 2, 3, 4, 5, 6].map((last) => portOf(`127.77.0.${last}`)));
    assert.deepEqual(ssh, { kind: 'taken', how: 'says', said: 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3' });
    assert.deepEqual(web, { kind: 'taken', how: 'says', said: 'HTTP/1.1 400 Bad Request  Connection: close' });
    assert.deepEqual(closing, { kind: 'taken', how: 'closes', said: '' });
    assert.deepEqual(resetting, { kind: 'taken', how: 'closes', said: '' });
    assert.deepEqual(silent, { kind: 'taken', how: 'silent', said: '' });
    assert.deepEqual(tls, { kind: 'taken', how: 'tls', said: '' });
  });

  it('tells a port on which nothing listens, and has nothing to ask where it knows neither name nor address', async () => {
    assert.deepEqual(await portOf('127.77.0.9'), { kind: 'refused' });
    assert.deepEqual(await portOf('nonesuch.invalid'), { kind: 'unknown', why: 'no-address' });
  });

  it('tells what no way leads to, and what swallows what is sent, in two seconds', async function () {
    const network = 'ip link set lo up && ip route add unreachable 10.9.9.1 && ip link add d0 type veth peer name d1 && ip link set d1 up && ip address add 10.9.8.1/24 dev d0 && ip link set d0 up && ip neighbour add 10.9.8.2 lladdr 02:00:00:00:00:02 dev d0';
    const wrap = ['unshare', '--user', '--map-root-user', '--net', 'sh', '-c', `{ ${network}; } >/dev/null 2>&1 || exit 99; exec "$@"`, 'sh'];
    if (spawnSync(wrap[0] ?? '', [...wrap.slice(1), 'true']).status !== 0) return skip(this, 'the kernel gives no network of our own');
    const began = Date.now();
    const [unreachable, filtered] = await Promise.all([portOf('10.9.9.1', { wrap }), portOf('10.9.8.2', { wrap })]);
    assert.deepEqual(unreachable, { kind: 'unreachable', said: 'No route to host' });
    assert.deepEqual(filtered, { kind: 'filtered' });
    assert.ok(Date.now() - began < 6000);
  });

  it('reads nothing in a name but a name', async () => {
    for (const node of ['$(touch HACKED)', '"; touch HACKED #', '-n', '../../tmp/HACKED', 'a b', "'"]) {
      const sight = await look(node, { address: '127.77.0.9' });
      assert.deepEqual(sight.name, { lines: [], resolved: [] }, node);
      assert.deepEqual(sight.port, { kind: 'refused' }, node);
    }
    assert.equal(spawnSync('sh', ['-c', 'ls HACKED /tmp/HACKED']).stdout.toString(), '');
  });

  it('says what a name leads to there', async () => {
    const { name } = await look('localhost');
    assert.ok(name.lines.some(({ address, names }) => address === '127.0.0.1' && names.includes('localhost')), JSON.stringify(name));
    assert.ok(name.resolved.includes('127.0.0.1') || name.resolved.includes('::1'));
  });

  it('waits for a libvirt that hangs no longer than once, and says of one that is not there that it is not', async () => {
    program('virsh', 'sleep 60');
    const began = Date.now();
    const hung = await look('127.77.0.9');
    assert.ok(Date.now() - began < 9000);
    assert.equal(!hung.domains.ok && hung.domains.fault.code, 'command-failed');
    assert.equal(hung.domain, null);
    program('virsh', 'exit 127');
    const missing = await look('127.77.0.9');
    assert.deepEqual(!missing.domains.ok && missing.domains.fault, { code: 'program-missing', host: 'host1', program: 'virsh' });
  });

  it('asks libvirt for what the domain is, where it is, in one round trip', async () => {
    program('virsh', [
      'printf "%s\\n" "$*" >>"${0%/*}/asked"',
      'case "$3" in',
      'list) printf " Id   Name     State\\n------------------------\\n 1    guest1   running\\n\\n";;',
      'dominfo) printf "Id:             1\\nName:           guest1\\nPersistent:     yes\\nAutostart:      disable\\n";;',
      'dumpxml) printf "<domain type=\'kvm\'><name>guest1</name><devices><interface type=\'network\'><mac address=\'52:54:00:77:00:65\'/></interface></devices></domain>\\n\\n";;',
      'domifaddr) [ "$7" = lease ] || { echo "error: no such source" >&2; exit 1; }; printf " Name       MAC address          Protocol     Address\\n-------\\n vnet0      52:54:00:77:00:65    ipv4         192.168.122.129/24\\n\\n";;',
      'esac',
    ].join('\n'));
    const sight = await look('127.77.0.9');
    assert.equal(sight.domain?.state, 'running');
    assert.deepEqual(sight.addresses, [{ address: '192.168.122.129', source: 'lease' }]);
    const asked = spawnSync('cat', [join(folder, 'asked')], { encoding: 'utf8' }).stdout.trim().split('\n');
    assert.deepEqual(asked, [
      '-c qemu:///system list --all', '-c qemu:///system dominfo --domain guest1', '-c qemu:///system dumpxml --inactive --domain guest1',
      ...['agent', 'lease', 'arp'].map((source) => `-c qemu:///system domifaddr --domain guest1 --source ${source} --full`),
    ]);
  });
});
