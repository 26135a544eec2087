import type { Recovery, RecoveryEvent, RecoveryMoment } from '../core/walkthrough/recovery';
import { dateTimeText, secondsText } from './age';
import { displayName } from './displayName';
import type { Translate } from './row';

/** What was seen so far of a guest that was lost, each with the time since the loss was seen. */
export function recoveryText({ node, failedAt, moments }: Recovery, t: Translate): string {
  const [first] = moments;
  if (first === undefined) return failedAt === null ? t('{0} was lost.', displayName(node)) : t('{0} was lost at {1}; nobody watched what became of it.', displayName(node), displayName(failedAt));
  return moments.map((moment) => momentText(moment, first, node, t)).join(' ');
}

/** The latest of it, for where there is little room. */
export function latestMoment({ node, moments }: Recovery, t: Translate): string {
  const [first] = moments;
  const last = moments.at(-1);
  return first === undefined || last === undefined ? '' : momentText(last, first, node, t);
}

/** All of it as a document: each moment in a line of its own, with when the reading began that showed it. */
export function recoveryDocument({ node, failedAt, moments }: Recovery, cluster: string, t: Translate): string {
  const [first] = moments;
  const head = t('What becomes of the guest node {0} of {1}.', displayName(node), displayName(cluster));
  const told = failedAt === null ? [] : [t('By the clock of the host that found out it was lost at {0}.', displayName(failedAt))];
  const isBack = moments.some(({ event }) => event === 'returned');
  const foot = isBack ? t('What ran in it is started again wherever the cluster thinks best.') : t('More is written here as it is seen. What is over between two readings is not seen.');
  const lines = first === undefined ? [] : moments.map((moment) => `${dateTimeText(moment.at)}  ${momentText(moment, first, node, t)}`);
  return `${[[head, ...told].join('\n'), lines.join('\n'), foot].filter((each) => each !== '').join('\n\n')}\n`;
}

function momentText({ event, at }: RecoveryMoment, first: RecoveryMoment, node: string, t: Translate): string {
  return t('{0} {1}', t('+{0}', secondsText(at - first.at, t)), eventText(event, displayName(node), t));
}

function eventText(event: RecoveryEvent, node: string, t: Translate): string {
  switch (event) {
    case 'failed': return t('The connection to {0} failed.', node);
    case 'stopping': return t('Its machine is being stopped.');
    case 'off': return t('Its machine is off.');
    case 'starting': return t('Its machine is being started.');
    case 'booting': return t('Its machine runs, and it is not back yet.');
    case 'returned': return t('It is back.');
    case 'forgotten': return t('Its failure is forgotten.');
  }
}
