import assert from 'node:assert/strict';
import type { PseudoTtyInfo, ServerChannel } from 'ssh2';
import type { SshLink } from '../../../src/remote/sshLink';
import type { Terminal } from '../../../src/remote/terminal';
import { createSurroundings, endpointTo, linksIn, until } from './doubles';
import { type SshServer, startSshServer } from './sshServer';

describe('A terminal', () => {
  let server: SshServer;
  let link: SshLink;
  let opened: { channel: ServerChannel; size: PseudoTtyInfo | undefined } | null = null;

  beforeEach(async () => {
    opened = null;
    server = await startSshServer({ shell: (channel, size) => void (opened = { channel, size }) });
    link = linksIn(createSurroundings())(endpointTo(server));
    assert.ok((await link.connect({ mayAsk: false })).ok);
  });
  afterEach(async () => {
    link.dispose();
    await server.close();
  });

  async function open(): Promise<{ terminal: Terminal; channel: ServerChannel; closed: (number | null)[] }> {
    const terminal = await link.openTerminal({ columns: 100, rows: 30 });
    assert.ok(terminal.ok && opened);
    const closed: (number | null)[] = [];
    terminal.value.onClose((code) => closed.push(code));
    return { terminal: terminal.value, channel: opened.channel, closed };
  }

  it('has its size from the start, and carries text both ways', async () => {
    const { terminal, channel } = await open();
    assert.deepEqual([opened?.size?.cols, opened?.size?.rows], [100, 30]);
    let received = '';
    channel.on('data', (data: Buffer) => (received += data.toString()));
    terminal.write('ls ü\r');
    await until(() => received === 'ls ü\r');
  });

  it('keeps what comes before anyone listens, and letters in one piece', async () => {
    const { terminal, channel } = await open();
    channel.write('welcome ');
    channel.write(Buffer.from('ü').subarray(0, 1));
    channel.write(Buffer.from('ü').subarray(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    let text = '';
    terminal.onData((data) => (text += data));
    await until(() => text === 'welcome ü');
  });

  it('tells how it ended, once', async () => {
    const { terminal, channel, closed } = await open();
    terminal.onData(() => undefined);
    channel.exit(3);
    channel.end();
    await until(() => closed.length === 1);
    terminal.write('into the void');
    terminal.dispose();
    assert.deepEqual(closed, [3]);
  });

  it('ends with the connection, and when it is disposed', async () => {
    const first = await open();
    first.terminal.dispose();
    await until(() => first.closed.length === 1);
    const second = await open();
    second.terminal.onData(() => undefined);
    server.drop();
    await until(() => second.closed.length === 1);
    assert.deepEqual([first.closed, second.closed], [[null], [null]]);
    const none = await link.openTerminal({ columns: 80, rows: 24 });
    assert.equal(!none.ok && none.fault.code, 'disconnected');
  });
});
