import type { Disagreement, Guest } from '../core/snapshot';
import { displayName } from './displayName';
import type { Translate } from './row';

/** What libvirt and Pacemaker contradict each other in, and what to do about it. */
export function disagreementText(disagreement: Disagreement, guest: Guest, t: Translate): string {
  const name = displayName(guest.name);
  switch (disagreement.code) {
    case 'runs-but-stopped':
      return t('libvirt runs {0} on {1}, but Pacemaker counts it as stopped and may start it a second time. Shut it down there, or let Pacemaker look again by refreshing its resource.', name, displayName(disagreement.host));
    case 'started-but-not-running':
      return disagreement.domainState === null
        ? t('Pacemaker counts {0} as started on {1}, but libvirt there does not know it. Let Pacemaker look again by refreshing its resource.', name, displayName(disagreement.host))
        : t('Pacemaker counts {0} as started on {1}, but libvirt there says “{2}”. Let Pacemaker look again by refreshing its resource.', name, displayName(disagreement.host), displayName(disagreement.domainState));
    case 'runs-elsewhere':
      return t('Pacemaker has {0} on {1}, but libvirt runs it on {2}. Let Pacemaker look again by refreshing its resource before anything is moved.', name, displayName(disagreement.cluster), displayName(disagreement.libvirt));
    case 'runs-twice':
      return t('{0} runs on several hosts at once: {1}. Its disk may be damaged. Force it off on all but one now.', name, disagreement.hosts.map(displayName).join(', '));
    case 'paused':
      return t('Pacemaker counts {0} as started on {1}, but libvirt there says “{2}”. Resume it there, or find out what paused it.', name, displayName(disagreement.host), displayName(disagreement.domainState));
  }
}
