import { runningOn } from '../change/stopCautions';
import { killingRemote } from './guestCommands';
import { onlineGuest } from './guestOnlineStep';
import { hasReturned, lossOf } from './recovery';
import { ofGuest } from './seenGuest';
import { ofAll, type Seen } from './seenHosts';
import type { Situation, Step, StepPlan } from './step';

/** Loses the guest's pacemaker_remote without a word, as a node is lost that fails, so that its recovery is seen. Where anything is lost with it but dummies, a person has to type the node's name first. */
export const killStep: Step = {
  id: 'kill',
  needs: ['placement'],
  sure: ['placement'],
  check: (situation) => ofGuest(situation, ({ choice }) => {
    const { cluster, recovery } = situation;
    const loss = cluster.kind === 'running' ? lossOf(choice.node, cluster.snapshot) : null;
    if (loss !== null) return [ofAll('done', { code: 'killed', node: choice.node, at: loss.at })];
    if (recovery?.node === choice.node && hasReturned(recovery)) return [ofAll('done', { code: 'killed', node: choice.node, at: recovery.failedAt })];
    const guest = onlineGuest(situation);
    return 'node' in guest ? [ofAll(...seen(situation, guest.node))] : guest;
  }),
  plan: (situation) => {
    const [finding] = killStep.check(situation);
    const isAgreed = finding?.evidence.code === 'runs-others' && situation.agreed === finding.evidence.node;
    return finding?.standing === 'missing' || isAgreed ? killing(situation) : { kind: 'none' };
  },
};

function seen(situation: Situation, node: string): Seen {
  const { guest } = situation;
  if (guest !== null && !guest.seen.ok) return ['unknown', { code: 'not-seen', fault: guest.seen.fault }];
  const others = inside(situation, node).filter((id) => !/^FAKE/.test(id));
  return others.length > 0 ? ['wrong', { code: 'runs-others', node, resources: others }] : ['missing', { code: 'nothing-killed', node }];
}

function killing(situation: Situation): StepPlan {
  const { guest } = situation;
  if (!guest?.seen.ok) return { kind: 'none' };
  const { target, choice: { node } } = guest;
  return { kind: 'commands', oneByOne: false, machines: [{ target, commands: [killingRemote], restarts: false }], cautions: [{ code: 'kills', node, resources: inside(situation, node) }] };
}

function inside({ cluster }: Situation, node: string): readonly string[] {
  return cluster.kind === 'running' ? runningOn(node, cluster.snapshot).map(({ id }) => id) : [];
}
