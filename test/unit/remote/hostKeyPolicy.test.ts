import assert from 'node:assert/strict';
import type { Strictness } from '../../../src/remote/endpoint';
import { type Decision, decide, judge, type Verdict } from '../../../src/remote/hostKeyPolicy';
import { type KnownKey, readKnownHosts } from '../../../src/remote/knownHosts';

const ours = 'T3Vycw==';
const other = 'T3RoZXI=';

function known(...lines: string[]): readonly KnownKey[] {
  return readKnownHosts(lines.join('\n'), 'known_hosts');
}

const presented = { keyType: 'ssh-ed25519', key: ours, name: '[host]:2222', bareName: 'host' };

describe('What is known of a host key', () => {
  const cases: readonly (readonly [what: string, lines: string[], verdict: string])[] = [
    ['nothing', [], 'unknown'],
    ['the key', [`[host]:2222 ssh-ed25519 ${ours}`], 'known'],
    ['another key of its type', [`[host]:2222 ssh-ed25519 ${other}`], 'changed known_hosts:1'],
    ['the key and another of its type', [`[host]:2222 ssh-ed25519 ${other}`, `[host]:2222 ssh-ed25519 ${ours}`], 'known'],
    ['a key of another type', [`[host]:2222 ssh-rsa ${other}`], 'unknown, ssh-rsa known'],
    ['another key of its type behind one of another', [`[host]:2222 ssh-rsa ${other}`, `[host]:2222 ssh-ed25519 ${other}`], 'changed known_hosts:2'],
    ['another host', [`elsewhere ssh-ed25519 ${ours}`], 'unknown'],
    ['the key, filed without the port', [`host ssh-ed25519 ${ours}`], 'known'],
    ['another key, filed without the port', [`host ssh-ed25519 ${other}`], 'unknown'],
    ['another key with the port, the key without', [`[host]:2222 ssh-ed25519 ${other}`, `host ssh-ed25519 ${ours}`], 'changed known_hosts:1'],
    ['that the key is revoked', [`@revoked * ssh-ed25519 ${ours}`, `[host]:2222 ssh-ed25519 ${ours}`], 'revoked known_hosts:1'],
    ['that the key is revoked without the port', [`@revoked host ssh-ed25519 ${ours}`], 'revoked known_hosts:1'],
    ['that another key is revoked', [`@revoked * ssh-ed25519 ${other}`, `[host]:2222 ssh-ed25519 ${ours}`], 'known'],
    ['that the key is revoked for another host', [`@revoked elsewhere ssh-ed25519 ${ours}`], 'unknown'],
    ['an authority', [`@cert-authority [host]:2222 ssh-ed25519 ${other}`], 'unknown, certified'],
    ['an authority whose own key this is', [`@cert-authority [host]:2222 ssh-ed25519 ${ours}`], 'unknown, certified'],
    ['an authority and the key', [`@cert-authority * ssh-ed25519 ${other}`, `[host]:2222 ssh-ed25519 ${ours}`], 'known'],
  ];
  for (const [what, lines, expected] of cases) {
    it(`${what}: ${expected}`, () => assert.equal(inWords(judge(presented, known(...lines))), expected));
  }
});

function inWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'known':
      return 'known';
    case 'unknown':
      return ['unknown', ...verdict.otherTypes.map((type) => `${type} known`), ...(verdict.certified ? ['certified'] : [])].join(', ');
    default:
      return `${verdict.kind} ${verdict.known.from}`;
  }
}

describe('What is done with a host key', () => {
  const [line] = known(`host ssh-ed25519 ${other}`) as [KnownKey];
  const verdicts: Record<string, Verdict> = {
    known: { kind: 'known' },
    new: { kind: 'unknown', otherTypes: [], certified: false },
    'other type known': { kind: 'unknown', otherTypes: ['ssh-rsa'], certified: false },
    certified: { kind: 'unknown', otherTypes: [], certified: true },
    changed: { kind: 'changed', known: line },
    revoked: { kind: 'revoked', known: line },
  };
  const whole: Record<keyof typeof verdicts, Record<Strictness, readonly [person: Decision, background: Decision]>> = {
    known: { yes: ['accept', 'accept'], ask: ['accept', 'accept'], 'accept-new': ['accept', 'accept'], no: ['accept', 'accept'] },
    new: { yes: ['refuse', 'refuse'], ask: ['ask', 'refuse'], 'accept-new': ['trust', 'trust'], no: ['trust', 'trust'] },
    'other type known': { yes: ['refuse', 'refuse'], ask: ['ask', 'refuse'], 'accept-new': ['ask', 'refuse'], no: ['ask', 'refuse'] },
    certified: { yes: ['refuse', 'refuse'], ask: ['ask', 'refuse'], 'accept-new': ['ask', 'refuse'], no: ['ask', 'refuse'] },
    changed: { yes: ['refuse', 'refuse'], ask: ['refuse', 'refuse'], 'accept-new': ['refuse', 'refuse'], no: ['refuse', 'refuse'] },
    revoked: { yes: ['refuse', 'refuse'], ask: ['refuse', 'refuse'], 'accept-new': ['refuse', 'refuse'], no: ['refuse', 'refuse'] },
  };
  for (const [name, row] of Object.entries(whole)) {
    for (const [strict, decisions] of Object.entries(row)) {
      it(`${name}, StrictHostKeyChecking ${strict}: ${decisions.join(' with a person, ')} in the background`, () => {
        const verdict = verdicts[name] as Verdict;
        assert.deepEqual([decide(verdict, strict as Strictness, true), decide(verdict, strict as Strictness, false)], decisions);
      });
    }
  }
});
