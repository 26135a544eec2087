import { shuttingDown } from './guestCommands';
import { machineInCluster } from './machineInCluster';
import { ofEachSight, ofGuest, onHostsMissing, sightsOf } from './seenGuest';
import { ofAll } from './seenHosts';
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
  plan: (situation) => {
    const isManaged = machineInCluster(situation) !== null;
    return onHostsMissing(situation, shutDownStep.check(situation), ({ domain }, { choice, libvirtUri }) => {
      const goesOff = !isManaged && domain !== null && domain.state !== 'shut off';
      return {
        commands: [
          ...(domain?.autostart ? [['virsh', '--connect', libvirtUri, 'autostart', '--disable', '--domain', choice.domain] as const] : []),
          ...(goesOff ? [shuttingDown(libvirtUri, choice.domain, patienceS)] : []),
        ],
        cautions: goesOff ? [{ code: 'shuts-down', domain: choice.domain }] : [],
      };
    });
  },
};

function seen(situation: Situation): readonly Finding[] {
  const machine = machineInCluster(situation);
  const domain = situation.guest?.choice.domain ?? '';
  if (machine !== null) {
    // Beside the cluster, which may have it run elsewhere: twice at once it would destroy its disk.
    const byLibvirt = sightsOf(situation).filter(({ sight }) => sight.domain?.autostart === true);
    if (byLibvirt.length === 0) return [ofAll('unneeded', { code: 'managed', resource: machine.id })];
    return byLibvirt.map(({ target }) => ({ target, standing: 'missing', evidence: { code: 'autostarts-managed', domain, resource: machine.id, on: [target] } }));
  }
  return ofEachSight(situation, ({ domain: known }, _, target) => {
    if (known !== null && known.state !== 'shut off') return ['missing', { code: 'still-on', domain, on: [target] }];
    return known?.autostart ? ['missing', { code: 'autostarts', domain, on: [target] }] : ['done', { code: 'shut-off', domain }];
  });
}
