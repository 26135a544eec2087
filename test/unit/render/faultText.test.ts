import assert from 'node:assert/strict';
import type { Fault, FaultCode } from '../../../src/core/fault';
import { faultText } from '../../../src/render/faultText';
import { t } from './plainTranslate';

const host = 'example-host';

/** One fault of each code: the compiler asks for a code that is missing. */
const faults: { readonly [C in FaultCode]: Extract<Fault, { code: C }> } = {
  'target-invalid': { code: 'target-invalid', target: 'a b', reason: 'a space' },
  'host-unknown': { code: 'host-unknown', host },
  'connection-refused': { code: 'connection-refused', host, port: 2222 },
  'host-unreachable': { code: 'host-unreachable', host, reason: 'no route to host' },
  'connect-timeout': { code: 'connect-timeout', host, afterMs: 20_000 },
  'handshake-failed': { code: 'handshake-failed', host, reason: 'no matching cipher' },
  'proxy-failed': { code: 'proxy-failed', host, proxy: 'jump', reason: 'refused' },
  'forwarding-refused': { code: 'forwarding-refused', host, proxy: 'host1' },
  'link-lost': { code: 'link-lost', host, reason: 'no answer to keepalive' },
  'host-silent': { code: 'host-silent', host, forMs: 2_000 },
  'channel-refused': { code: 'channel-refused', host },
  'disconnected': { code: 'disconnected', host },
  'host-key-unknown': { code: 'host-key-unknown', host, keyType: 'ssh-ed25519', fingerprint: 'SHA256:new' },
  'host-key-changed': { code: 'host-key-changed', host, keyType: 'ssh-ed25519', fingerprint: 'SHA256:new', knownFingerprint: 'SHA256:old', knownFrom: '~/.ssh/known_hosts:3' },
  'host-key-revoked': { code: 'host-key-revoked', host, keyType: 'ssh-ed25519', fingerprint: 'SHA256:new', knownFrom: '~/.ssh/known_hosts:3' },
  'known-hosts-unreadable': { code: 'known-hosts-unreadable', host, file: '~/.ssh/known_hosts', reason: 'EACCES' },
  'authentication-failed': { code: 'authentication-failed', host, user: 'root', tried: ['publickey'], offered: ['publickey', 'password'] },
  'authentication-unsupported': { code: 'authentication-unsupported', host, method: 'gssapi', detail: 'gssapi-with-mic' },
  'prompt-declined': { code: 'prompt-declined', host, what: 'password' },
  'prompt-needed': { code: 'prompt-needed', host, what: 'sudo-password' },
  'key-unreadable': { code: 'key-unreadable', host, file: '~/.ssh/id', reason: 'ENOENT' },
  'sudo-refused': { code: 'sudo-refused', host, user: 'ops', program: 'crm_mon' },
  'sudo-password-wrong': { code: 'sudo-password-wrong', host, user: 'ops' },
  'sudo-needs-terminal': { code: 'sudo-needs-terminal', host, user: 'ops' },
  'sudo-missing': { code: 'sudo-missing', host, user: 'ops', program: 'crm_mon' },
  'program-missing': { code: 'program-missing', host, program: 'crm_mon' },
  'permission-denied': { code: 'permission-denied', host, user: 'ops', program: 'crm_mon' },
  'command-failed': { code: 'command-failed', host, program: 'crm_mon', exitCode: 1, message: 'no such option' },
  'command-timeout': { code: 'command-timeout', host, program: 'crm_mon', afterMs: 10_000 },
  'output-too-large': { code: 'output-too-large', host, program: 'crm_mon', limitBytes: 32_000_000 },
  'output-cut': { code: 'output-cut', host, program: 'crm_mon' },
  'argument-unsendable': { code: 'argument-unsendable', host, program: 'pcs' },
  'shell-unusable': { code: 'shell-unusable', host, sample: 'This account is currently not available.' },
  'configuration-unsettled': { code: 'configuration-unsettled', host },
  'cancelled': { code: 'cancelled' },
  'no-cluster': { code: 'no-cluster', host },
  'not-running': { code: 'not-running', message: 'not connected' },
  'cut': { code: 'cut' },
  'malformed': { code: 'malformed', reason: 'entity' },
  'too-large': { code: 'too-large', bytes: 104_857_600, limitBytes: 32_000_000 },
  'not-a-status': { code: 'not-a-status', root: 'html' },
  'not-configured': { code: 'not-configured', id: 'vm-guest1' },
  'read-only': { code: 'read-only', cluster: 'mycluster' },
  'not-live': { code: 'not-live', cluster: 'mycluster' },
  'change-under-way': { code: 'change-under-way', cluster: 'mycluster' },
  'hosts-changed': { code: 'hosts-changed', cluster: 'mycluster' },
  'practice-hosts': { code: 'practice-hosts', cluster: 'mycluster' },
  'not-back': { code: 'not-back', host, afterMs: 900_000 },
  'packages-refused': { code: 'packages-refused', host, program: 'apt-get', why: 'locked' },
  'key-refused': { code: 'key-refused', host, why: 'another' },
  'no-preview': { code: 'no-preview' },
  'failure-gone': { code: 'failure-gone', resource: 'FAKE1', node: 'host1' },
  'no-force': { code: 'no-force' },
  'not-watched': { code: 'not-watched', resource: 'web', node: 'host1' },
  'configuration-changed': { code: 'configuration-changed', cluster: 'production' },
  'configuration-same': { code: 'configuration-same', cluster: 'production' },
  'saved-by-itself': { code: 'saved-by-itself' },
  'checkpoint-changed': { code: 'checkpoint-changed', host, number: 12 },
  'configuration-uncertain': { code: 'configuration-uncertain', cluster: 'production' },
  'configuration-invalid': { code: 'configuration-invalid', errors: 2 },
  'undo-refused': { code: 'undo-refused', why: 'changed-since' },
  'change-impossible': { code: 'change-impossible', why: 'inside', name: 'web', instead: 'web-clone' },
  'guest-nowhere': { code: 'guest-nowhere', domain: 'guest1' },
  'guest-not-running': { code: 'guest-not-running', domain: 'guest1', state: 'shut off' },
  'guest-without-address': { code: 'guest-without-address', domain: 'guest1' },
  'practice-programs-missing': { code: 'practice-programs-missing', reason: 'no crm_mon' },
  'practice-needs-linux': { code: 'practice-needs-linux', platform: 'darwin' },
  'packages-unsupported': { code: 'packages-unsupported', program: 'dpkg-deb' },
  'packages-not-fetched': { code: 'packages-not-fetched', reason: 'no network' },
  'namespaces-refused': { code: 'namespaces-refused', reason: 'EPERM' },
  'practice-failed': { code: 'practice-failed', reason: 'port taken' },
};

const instruction = /(^|[.;,] |, or )(Allow|Add|Ask|Check|Choose|Close|Do not|Find out|Give|Install|Look|Make|Run it|See|Set|Start it|Take|Use|Wait|Write)\b|choose Connect|ask whoever|Connect as|remove the old key/;

describe('faultText', () => {
  for (const fault of Object.values(faults)) {
    const text = faultText(fault, t);

    it(`${fault.code}: ${text}`, () => {
      for (const [key, value] of Object.entries(fault)) {
        if (key === 'code' || key === 'method' || key === 'what' || key === 'why') continue;
        if (typeof value === 'string') assert.ok(text.includes(value), `says ${key}`);
        if (Array.isArray(value)) for (const each of value) assert.ok(text.includes(String(each)), `says ${key}`);
      }
      assert.match(text, instruction, 'says what to do');
      assert.match(text, /^[^{}\n]+\.$/, 'is whole sentences with every place filled');
    });
  }

  it('says numbers in units', () => {
    assert.match(faultText(faults['connection-refused'], t), /port 2222/);
    assert.match(faultText(faults['connect-timeout'], t), /within 20 s/);
    assert.match(faultText(faults['output-too-large'], t), /more than 32 MB/);
    assert.match(faultText(faults['too-large'], t), /104\.9 MB, more than the 32 MB/);
    assert.match(faultText({ code: 'too-large', bytes: 2_000, limitBytes: 1_000 }, t), /2 kB, more than the 1 kB/);
  });

  it('says so when a host said nothing', () => {
    assert.match(faultText({ code: 'command-failed', host, program: 'pcs', exitCode: 1, message: ' \n' }, t), /exit status 1: …\./);
    assert.match(faultText({ code: 'not-running', message: '' }, t), /^The cluster does not run on this host\. Start it there/);
  });

  it('tells a signal from an exit status', () => {
    assert.match(faultText({ code: 'command-failed', host, program: 'pcs', exitCode: null, message: 'Killed' }, t), /ended by a signal: Killed/);
  });

  it('names what cannot be done, and what is asked for, in words', () => {
    for (const [method, word] of [['gssapi', 'GSSAPI'], ['fido-key', 'FIDO key'], ['host-certificate', 'host certificate'], ['user-certificate', 'user certificate'], ['other', 'way of authentication']] as const) {
      assert.ok(faultText({ code: 'authentication-unsupported', host, method, detail: 'x' }, t).includes(word));
    }
    for (const [what, word] of [['password', 'a password'], ['passphrase', 'passphrase'], ['host-key', 'host key'], ['keyboard-interactive', 'questions'], ['sudo-password', 'sudo']] as const) {
      assert.ok(faultText({ code: 'prompt-needed', host, what }, t).includes(word));
      assert.ok(faultText({ code: 'prompt-declined', host, what }, t).includes(word));
    }
  });

  it('says of an undo that is refused why, in each case otherwise', () => {
    const texts = (['nothing-done', 'no-way-back', 'changed-since', 'elsewhere'] as const).map((why) => faultText({ code: 'undo-refused', why }, t));
    assert.equal(new Set(texts).size, 4);
    for (const text of texts) assert.match(text, instruction);
  });

  it('shows what a host says on one line, with nothing hidden in it', () => {
    const text = faultText({ code: 'command-failed', host: 'a\nb', program: 'pcs', exitCode: 1, message: 'first\nsecond \u202egnihton\u0007' }, t);
    assert.ok(text.includes('a\\nb'));
    assert.ok(text.includes('first second \\u{202e}gnihton\\u{7}'));
    assert.doesNotMatch(text, /[\n\u202e\u0007]/);
  });
});
