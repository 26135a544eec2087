import type { KeyFile } from './hostReport';
import { fewestKeyBytes, isKept } from './keyStep';
import { nodeOfMachine } from './machineInCluster';
import { insideGuest, onGuest } from './seenGuest';
import { type Doing, reportsOf, type Seen } from './seenHosts';
import type { Situation, Step } from './step';

/** The guest has the key of the hosts, which go in by it. It comes from a host, never by way of the editor's disk. */
export const guestKeyStep: Step = {
  id: 'guestKey',
  needs: ['key', 'remote'],
  check: (situation) => insideGuest(situation, ({ key }) => seen(key, situation)),
  plan: (situation) => {
    const [finding] = guestKeyStep.check(situation);
    const holder = holderOf(situation);
    if (finding?.standing !== 'missing' || holder === null || situation.guest === null) return { kind: 'none' };
    if (finding.evidence.code === 'no-key') return { kind: 'key', from: holder.target, isNew: false, to: [situation.guest.target] };
    return onGuest(situation, [finding], ({ key, services }, target) => mending(key, services.get('pacemaker_remote')?.active === 'active', target, holder.digest));
  },
};

const file = '/etc/pacemaker/authkey';

function seen(key: KeyFile, situation: Situation): Seen {
  const holder = holderOf(situation);
  if (holder === null) return ['unknown', { code: 'hosts-key-first' }];
  switch (key.kind) {
    case 'unreadable': return ['unknown', { code: 'key-unreadable' }];
    case 'absent': return ['missing', { code: 'no-key' }];
    case 'file': {
      if (key.bytes < fewestKeyBytes) return ['missing', { code: 'key-short', bytes: key.bytes }];
      // What is connected was let in: nothing of that is touched.
      if (key.digest !== holder.digest) return [isConnected(situation) ? 'wrong' : 'missing', { code: 'guest-key-other', digest: key.digest, wanted: holder.digest }];
      return isKept(key) ? ['done', { code: 'key', digest: key.digest }] : ['missing', { code: 'key-open', mode: key.mode, group: key.group }];
    }
  }
}

/** Debian's package makes a key of its own and starts pacemaker_remote with it, which may be any other's key as well: so it is kept, beside. */
function mending(key: KeyFile, runs: boolean, target: string, wanted: string): Doing {
  if (key.kind !== 'file') return { commands: [] };
  if (key.bytes < fewestKeyBytes) return { commands: [['rm', file]], cautions: key.bytes > 0 ? [{ code: 'short-key-goes', target, bytes: key.bytes }] : [] };
  if (key.digest === wanted) return { commands: [['chgrp', 'haclient', file], ['chmod', '0640', file]] };
  return {
    commands: [...(runs ? [['systemctl', 'stop', 'pacemaker_remote'] as const] : []), ['mv', '--backup=numbered', file, `${file}.before`]],
    cautions: [{ code: 'other-key-aside', target }],
  };
}

/** A host that has the one key of all hosts; null while they have none, or several. */
function holderOf(situation: Situation): { readonly target: string; readonly digest: string } | null {
  const held = reportsOf(situation).flatMap(({ target, report: { key } }) => (key.kind === 'file' && key.bytes >= fewestKeyBytes ? [{ target, digest: key.digest }] : []));
  return new Set(held.map(({ digest }) => digest)).size === 1 ? (held[0] ?? null) : null;
}

function isConnected(situation: Situation): boolean {
  const node = nodeOfMachine(situation);
  return node !== null && situation.cluster.kind === 'running' && situation.cluster.snapshot.guests.some((guest) => guest.node === node && guest.state === 'online');
}
