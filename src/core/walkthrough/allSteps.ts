import { cleanupStep } from './cleanupStep';
import { clockStep } from './clockStep';
import { connectionStep } from './connectionStep';
import { corosyncStep } from './corosyncStep';
import { domainFileStep } from './domainFileStep';
import { domainStep } from './domainStep';
import { dummiesStep } from './dummiesStep';
import { firewallStep } from './firewallStep';
import { guestFirewallStep } from './guestFirewallStep';
import { guestKeyStep } from './guestKeyStep';
import { guestNodeStep } from './guestNodeStep';
import { guestOnlineStep } from './guestOnlineStep';
import { guestToolsStep } from './guestToolsStep';
import { hostNamesStep } from './hostNamesStep';
import { keyStep } from './keyStep';
import { killStep } from './killStep';
import { nodeNameStep } from './nodeNameStep';
import { pcsdStep } from './pcsdStep';
import { placementStep } from './placementStep';
import { portStep } from './portStep';
import { reachStep } from './reachStep';
import { recoveryStep } from './recoveryStep';
import { remoteRunsStep } from './remoteRunsStep';
import { remoteStep } from './remoteStep';
import { startStep, stopStep } from './runningSteps';
import { shutDownStep } from './shutDownStep';
import { softwareStep } from './softwareStep';
import type { ChapterId, Step, StepId } from './step';
import { trialStep } from './trialStep';
import { virtualisationStep } from './virtualisationStep';

/** A part of the set-up, as tutorials have it. */
export interface Chapter {
  readonly id: ChapterId;
  readonly steps: readonly Step[];
}

/** Every step by its chapter, in the order in which a person takes them who begins with nothing. */
export const chapters: readonly Chapter[] = [
  { id: 'hosts', steps: [firewallStep, softwareStep, pcsdStep, corosyncStep, keyStep, startStep, trialStep, stopStep, virtualisationStep] },
  {
    id: 'guest',
    steps: [domainStep, reachStep, guestFirewallStep, connectionStep, remoteStep, guestKeyStep, remoteRunsStep, hostNamesStep, portStep, clockStep, nodeNameStep, shutDownStep],
  },
  { id: 'integrate', steps: [domainFileStep, guestNodeStep, guestOnlineStep, dummiesStep, placementStep] },
  { id: 'recovery', steps: [killStep, recoveryStep, cleanupStep, guestToolsStep] },
];

export const allSteps: readonly Step[] = chapters.flatMap(({ steps }) => steps);

export function stepOf(id: StepId): Step {
  const step = allSteps.find((each) => each.id === id);
  if (step === undefined) throw new Error(`There is no step ${id}.`);
  return step;
}
