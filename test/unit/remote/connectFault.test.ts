import assert from 'node:assert/strict';
import { type ConnectError, connectFault, createOfferWatch, endReason } from '../../../src/remote/connectFault';

function fault(code: string | number | undefined, message = 'words of the system', more: Partial<ConnectError> = {}) {
  return connectFault(Object.assign(new Error(message), { code, ...more }), 'example-host', 22, 20_000, null);
}

describe('An error on the way to a host', () => {
  it('becomes a fault that says which part of the way failed', () => {
    const host = 'example-host';
    assert.deepEqual(fault('ENOTFOUND'), { code: 'host-unknown', host });
    assert.deepEqual(fault('EAI_AGAIN'), { code: 'host-unknown', host });
    assert.deepEqual(fault('ECONNREFUSED'), { code: 'connection-refused', host, port: 22 });
    assert.deepEqual(fault('ETIMEDOUT'), { code: 'connect-timeout', host, afterMs: 20_000 });
    for (const code of ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN']) assert.deepEqual(fault(code), { code: 'host-unreachable', host, reason: 'words of the system' });
    assert.deepEqual(fault('ECONNRESET'), { code: 'link-lost', host, reason: 'words of the system' });
    assert.deepEqual(fault(undefined, 'Connection lost before handshake'), { code: 'link-lost', host, reason: 'closed-at-once' });
    assert.deepEqual(fault(undefined, 'Invalid identification string'), { code: 'handshake-failed', host, reason: 'Invalid identification string' });
  });

  it('of each address family is told by the first', () => {
    const errors = [Object.assign(new Error('v6'), { code: 'ENETUNREACH' }), Object.assign(new Error('v4'), { code: 'ECONNREFUSED' })];
    assert.deepEqual(fault('ECONNREFUSED', '', { errors }), { code: 'host-unreachable', host: 'example-host', reason: 'v6' });
  });

  it('about algorithms tells what the host offers', () => {
    const offers = createOfferWatch();
    offers.listen('Handshake: (local) KEX method: mine');
    offers.listen('Handshake: (remote) KEX method: theirs,older');
    offers.listen('Handshake: (remote) Host key format: ssh-dss');
    offers.listen('Outbound: Sending KEXINIT');
    assert.equal(offers.of('Handshake failed: no matching key exchange algorithm'), 'theirs,older');
    assert.equal(offers.of('Handshake failed: no matching host key format'), 'ssh-dss');
    assert.equal(offers.of('Handshake failed: no matching C->S cipher'), null);
    assert.equal(offers.of('Handshake failed: signature verification failed'), null);
  });
});

describe('The end of a connection that stood', () => {
  it('is told by who ended it, and otherwise in the words of the error', () => {
    const reason = (more: Partial<ConnectError>) => endReason(Object.assign(new Error('words of the system'), more));
    for (const code of ['ECONNRESET', 'EPIPE']) assert.equal(reason({ code }), 'closed');
    assert.equal(reason({ level: 'client-timeout' }), 'no-answer');
    assert.equal(reason({ code: 'ETIMEDOUT' }), 'no-answer');
    assert.equal(reason({ code: 'EHOSTUNREACH' }), 'words of the system');
  });
});
