import { creatingMachine } from './creatingMachine';
import { isPlainName } from './fitNames';
import { machineInCluster } from './machineInCluster';
import { ofGuest, runningOnHosts, sightsOf } from './seenGuest';
import { reportsOf, type Seen } from './seenHosts';
import type { Situation, Step } from './step';

/** The virtual machine that is to be a guest node. With none there, a person is given what makes one, for how large it is to be and what is in it is theirs to say. */
export const domainStep: Step = {
  id: 'domain',
  needs: ['virtualisation'],
  check: (situation) => ofGuest(situation, ({ choice }) => seen(situation, choice.domain)),
  plan: (situation) => {
    const { guest } = situation;
    const [host] = reportsOf(situation);
    if (guest === null || host === undefined || domainStep.check(situation)[0]?.standing !== 'missing') return { kind: 'none' };
    const commands = creatingMachine(host.report, guest.choice.domain, guest.libvirtUri);
    return { kind: 'copy', target: host.target, commands, cautions: situation.hosts.length > 1 ? [{ code: 'machine-for-several' }] : [] };
  },
};

function seen(situation: Situation, domain: string): Seen {
  if (!isPlainName(domain) && machineInCluster(situation) === null) return ['wrong', { code: 'domain-unfit', domain }];
  const sights = sightsOf(situation);
  const on = sights.filter(({ sight }) => sight.domain !== null);
  const running = runningOnHosts(situation);
  if (running.length > 1) return ['wrong', { code: 'runs-twice', domain, on: running }];
  const shown = on.find(({ target }) => running.includes(target)) ?? on[0];
  if (shown?.sight.domain) return ['done', { code: 'domain-there', domain, state: shown.sight.domain.state, on: on.map(({ target }) => target) }];
  const machine = machineInCluster(situation);
  if (machine !== null) return ['done', { code: 'domain-in-cluster', domain, resource: machine.id }];
  const fault = faultOf(situation);
  if (fault !== null) return ['unknown', { code: 'not-seen', fault }];
  return ['missing', { code: 'no-domain', domain, others: [...new Set(sights.flatMap(({ sight }) => (sight.domains.ok ? sight.domains.value.map(({ name }) => name) : [])))] }];
}

/** Why not all hosts have told which virtual machines they have: then one may have it all the same. */
function faultOf({ guest }: Situation) {
  for (const { seen: answer } of guest?.hosts ?? []) {
    if (!answer.ok) return answer.fault;
    if (!answer.value.domains.ok) return answer.value.domains.fault;
  }
  return null;
}
