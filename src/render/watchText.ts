import type { WatchState } from '../session/clusterState';
import { dateTimeText, secondsText } from './age';
import { displayName } from './displayName';
import { faultText } from './faultText';
import type { TooltipLine, Translate } from './row';
import { line } from './tooltipLines';

/** How changes are learned of, what keeps that from being better, and what told of something last. */
export function watchLines(watch: WatchState, t: Translate): readonly TooltipLine[] {
  const { libvirt, lastEvent } = watch;
  return [
    ...line(t('Changes'), changesText(watch.cluster, t)),
    ...line(t('Guests'), libvirt.length === 0 ? null : guestsText(libvirt.map(displayName), t)),
    ...line(t('Last event'), lastEvent && t('{0}, {1} on {2}', dateTimeText(lastEvent.at), displayName(lastEvent.program), displayName(lastEvent.host))),
  ];
}

function changesText(watch: WatchState['cluster'], t: Translate): string {
  switch (watch.kind) {
    case 'told': return t('{0} on {1} tells of them at once', displayName(watch.program), displayName(watch.host));
    case 'lookedFor': {
      const every = secondsText(watch.everyMs, t);
      return watch.reason === null ? t('looked for every {0}', every) : t('looked for every {0}, because nothing tells of them: {1}', every, faultText(watch.reason, t));
    }
  }
}

function guestsText(hosts: readonly string[], t: Translate): string {
  return hosts.length === 1 ? t('libvirt of {0} tells by itself', hosts.join(', ')) : t('libvirt of {0} and {1} tells by itself', hosts.slice(0, -1).join(', '), hosts.at(-1) ?? '');
}
