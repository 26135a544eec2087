import type { Output } from '../../core/command';
import { failure, success, type Result } from '../../core/result';
import type { Domain } from './domains';
import { reader } from './pacemakerTools';
import { output, type Invocation, type Program } from './program';

/** What crm_mon draws on a terminal of two lines, whatever the state of the cluster. */
const head = '\x1b[H\x1b[JCluster Summary:\n  * Stack: corosync';
const away = '\x1b[H\x1b[JReconnecting...\n';
const once = /^(-[a-z]*[1X$?]|--(one-shot|as-xml|output-as|version|help).*)/i;

/**
 * crm_mon. On a terminal it goes on until it is ended and draws with every change, as the real one does, which a file cannot tell of changes:
 * that one is asked whether it would take the words. It draws no more than a terminal of two lines has of it.
 */
export const crmMon: Program = async (invocation) => {
  const { host, args, screen } = invocation;
  const answer = await reader('crm_mon')(invocation);
  const isRefused = answer.ok && answer.value.exitCode !== 0 && host.isMember;
  if (screen === null || !answer.ok || isRefused || args.some((word) => once.test(word))) return answer;
  const draw = () => screen(host.isMember ? head : away);
  draw();
  return untilEnded(invocation, draw);
};

/** `virsh event --event lifecycle --loop`: a line whenever a domain has started or stopped. `words` are those after `event`. */
export async function domainEvents(words: readonly string[], invocation: Invocation): Promise<Result<Output>> {
  const { host, screen } = invocation;
  if (screen === null || !/^(--event lifecycle|--all) --loop$/.test(words.join(' '))) {
    return success(output('', 'error: a practice host tells of events by `event --event lifecycle --loop` on a terminal\n\n', 1));
  }
  let before = host.listDomains();
  return untilEnded(invocation, () => {
    const now = host.listDomains();
    for (const line of changesOf(before, now)) screen(line);
    before = now;
  });
}

/** In the words of libvirt 9.0. A domain with another number has stopped and started again. */
export function changesOf(before: readonly Domain[], now: readonly Domain[]): readonly string[] {
  const missing = (from: readonly Domain[], there: readonly Domain[]) => from.filter(({ name, id }) => id !== null && !there.some((domain) => domain.name === name && domain.id === id));
  const tell = (what: string) => ({ name }: Domain) => `event 'lifecycle' for domain '${name}': ${what}\n`;
  return [...missing(before, now).map(tell('Stopped Destroyed')), ...missing(now, before).map(tell('Started Booted'))];
}

function untilEnded({ host, signal }: Invocation, onChange: () => void): Promise<Result<Output>> {
  return new Promise((resolve) => {
    const end = () => {
      changes.dispose();
      resolve(failure({ code: 'cancelled' }));
    };
    const changes = host.cib.onDidChange(onChange);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
