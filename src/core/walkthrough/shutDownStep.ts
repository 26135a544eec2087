import { shuttingDown } from './guestCommands';
import { machineInCluster } from './machineInCluster';
import { ofEachSight, ofGuest, onHostsMissing } from './seenGuest';
import type { Finding, Situation, Step } from './step';

/** Seconds that a guest has to shut down: as long as the agent gives it. */
const patienceS = 90;

/** Leaves starting and stopping the guest to the cluster: it is off now, and no libvirt starts it with its host. */
export const shutDownStep: Step = {
  id: 'shutDown',
  needs: ['guestKey', 'remoteRuns', 'hostNames', 'port', 'nodeName'],
  // Once it is off nobody can look any more whether it is ready.
  sure: ['guestKey', 'remoteRuns', 'port'],
  check: (situation) => ofGuest(situation, () => seen(situation)),
  plan: (situation) => onHostsMissing(situation, shutDownStep.check(situation), ({ domain }, { choice, libvirtUri }) => ({
    commands: [
      ...(domain?.autostart ? [['virsh', '--connect', libvirtUri, 'autostart', '--disable', '--domain', choice.domain] as const] : []),
      ...(domain !== null && domain.state !== 'shut off' ? [shuttingDown(libvirtUri, choice.domain, patienceS)] : []),
    ],
    cautions: domain !== null && domain.state !== 'shut off' ? [{ code: 'shuts-down', domain: choice.domain }] : [],
  })),
};

function seen(situation: Situation): readonly Finding[] {
  const machine = machineInCluster(situation);
  if (machine !== null) return [{ target: null, standing: 'unneeded', evidence: { code: 'managed', resource: machine.id } }];
  const domain = situation.guest?.choice.domain ?? '';
  return ofEachSight(situation, ({ domain: known }, _, target) => {
    if (known !== null && known.state !== 'shut off') return ['missing', { code: 'still-on', domain, on: [target] }];
    return known?.autostart ? ['missing', { code: 'autostarts', domain, on: [target] }] : ['done', { code: 'shut-off', domain }];
  });
}
