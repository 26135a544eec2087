import { insideGuest, onGuest, sightsOf } from './seenGuest';
import type { Step } from './step';

/** pacemaker_remote runs in the guest, and starts whenever it boots: nobody in the cluster starts it there. */
export const remoteRunsStep: Step = {
  id: 'remoteRuns',
  needs: ['remote', 'guestKey'],
  check: (situation) => insideGuest(situation, ({ services }) => {
    const service = services.get('pacemaker_remote');
    if (service === undefined) return ['missing', { code: 'service-missing', name: 'pacemaker_remote' }];
    const isOn = service.active === 'active' && service.enabled === 'enabled';
    if (!isOn) return ['missing', { code: 'service', name: 'pacemaker_remote', ...service }];
    const ports = sightsOf(situation).map(({ sight }) => sight.port.kind);
    if (ports.includes('remote')) return ['done', { code: 'remote-listens' }];
    // It listens some seconds after systemd has called it active.
    return ports.length > 0 && ports.every((kind) => kind === 'refused') ? ['unknown', { code: 'remote-silent' }] : ['done', { code: 'service', name: 'pacemaker_remote', ...service }];
  }),
  plan: (situation) => onGuest(situation, remoteRunsStep.check(situation), ({ services }) => ({
    commands: services.has('pacemaker_remote') ? [['systemctl', 'enable', '--now', 'pacemaker_remote']] : [],
  })),
};
