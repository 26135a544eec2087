import type { HostReport, KeyFile } from './hostReport';
import { type Doing, ofEachHost, onThoseMissing, reportsOf, type Seen } from './seenHosts';
import type { Finding, Situation, Step, StepPlan } from './step';

/** pcs makes keys of 256 bytes and tutorials of 4096. Pacemaker would take anything, but what is shorter than this is what is left of one. */
export const fewestKeyBytes = 32;

/** One key on all hosts, which they and their guests know one another by. `pcs cluster setup` makes one since 0.10. */
export const keyStep: Step = {
  id: 'key',
  needs: ['corosync'],
  check: (situation): readonly Finding[] => {
    const held = keysOf(situation);
    return ofEachHost(situation, ({ key }) => seen(key, held));
  },
  plan: (situation) => {
    const findings = keyStep.check(situation);
    if (findings.some(({ standing }) => standing === 'wrong' || standing === 'unknown')) return { kind: 'none' };
    // What there is is put right where it is, before the key is given to those that have none: no file that is there is written over.
    const mending = onThoseMissing(situation, findings, mendingKey);
    return mending.kind === 'none' ? handingOut(situation, findings) : mending;
  },
};

const file = '/etc/pacemaker/authkey';

function seen(key: KeyFile, held: readonly HeldKey[]): Seen {
  if (key.kind === 'unreadable') return ['unknown', { code: 'key-unreadable' }];
  if (key.kind === 'absent') return ['missing', { code: 'no-key' }];
  if (!isWhole(key)) return ['missing', { code: 'key-short', bytes: key.bytes }];
  if (held.length > 1) return ['wrong', { code: 'keys-differ', held }];
  return isKept(key) ? ['done', { code: 'key', digest: key.digest }] : ['missing', { code: 'key-open', mode: key.mode, group: key.group }];
}

function mendingKey({ key }: HostReport, target: string): Doing {
  if (key.kind !== 'file') return { commands: [] };
  if (isWhole(key)) return { commands: [['chgrp', 'haclient', file], ['chmod', '0640', file]] };
  return { commands: [['rm', file]], cautions: key.bytes > 0 ? [{ code: 'short-key-goes', target, bytes: key.bytes }] : [] };
}

function handingOut(situation: Situation, findings: readonly Finding[]): StepPlan {
  const missing = findings.flatMap(({ target, standing }) => (standing === 'missing' && target !== null ? [target] : []));
  const holder = keysOf(situation)[0]?.targets[0];
  const from = holder ?? missing[0];
  if (missing.length === 0 || from === undefined) return { kind: 'none' };
  return { kind: 'key', from, isNew: holder === undefined, to: missing.filter((target) => target !== from) };
}

interface HeldKey {
  readonly digest: string;
  readonly targets: readonly string[];
}

/** The keys that there are, each with the hosts that have it. */
function keysOf(situation: Situation): readonly HeldKey[] {
  const whole = reportsOf(situation).flatMap(({ target, report }) => (report.key.kind === 'file' && isWhole(report.key) ? [{ target, digest: report.key.digest }] : []));
  return [...new Set(whole.map(({ digest }) => digest))].map((digest) => ({ digest, targets: whole.filter((each) => each.digest === digest).map(({ target }) => target) }));
}

type Held = Extract<KeyFile, { readonly kind: 'file' }>;

function isWhole({ bytes }: Held): boolean {
  return bytes >= fewestKeyBytes;
}

/** Pacemaker's daemons read it by their group, or as its owner, as pcs leaves it; and nobody else does anything with it. */
export function isKept({ mode, owner, group }: Held): boolean {
  const isTheirs = group === 'haclient' && /^[46]40$/.test(mode);
  return isTheirs || (owner === 'hacluster' && /^[46]00$/.test(mode));
}
