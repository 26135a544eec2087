import assert from 'node:assert/strict';
import { Secret } from '../../../src/core/secret';
import type { GuestChoice } from '../../../src/core/walkthrough/guestSituation';
import { type Progress, progressOf } from '../../../src/core/walkthrough/progress';
import type { Recovery } from '../../../src/core/walkthrough/recovery';
import type { Situation, StepId } from '../../../src/core/walkthrough/step';
import { faultText } from '../../../src/render/faultText';
import type { ClusterSession } from '../../../src/session/clusterSession';
import { lookAround } from '../../../src/session/lookAround';
import { takeStep } from '../../../src/session/takeStep';
import { t } from '../../unit/render/plainTranslate';
import { clock } from './practiceClient';
import { changedBy } from './practiceSession';

/** Takes the steps of a set-up as a person does who confirms each. */
export interface StepDriver {
  readonly situation: () => Promise<Situation>;
  readonly progress: () => Promise<ReadonlyMap<StepId, Progress>>;
  readonly of: (id: StepId) => Promise<Progress>;
  /** Does what a step plans, and once more what it planned then, which has to be refused; answers how far it is then. */
  readonly step: (id: StepId) => Promise<Progress>;
}

export function stepDriver(session: ClusterSession, choice: GuestChoice | null = null, recovery: () => Recovery | null = () => null): StepDriver {
  const situation = async (): Promise<Situation> => {
    const seen = recovery();
    const looked = await lookAround(session, choice, { mayAsk: true });
    return seen === null ? looked : { ...looked, recovery: seen };
  };
  const progress = async (): Promise<ReadonlyMap<StepId, Progress>> => {
    const found = await situation();
    for (const { target, seen } of found.hosts) assert.ok(seen.ok, `${target}: ${seen.ok ? '' : faultText(seen.fault, t)}`);
    return new Map(progressOf(found).map((each) => [each.step.id, each]));
  };
  const of = async (id: StepId): Promise<Progress> => (await progress()).get(id) ?? assert.fail(id);
  const step = async (id: StepId): Promise<Progress> => {
    const { plan } = await of(id);
    switch (plan.kind) {
      case 'commands':
      case 'key': {
        const quiet = () => undefined;
        const options = { mayAsk: true, signal: new AbortController().signal, clock, looks: quiet, begins: quiet, waits: quiet, heard: quiet };
        const taken = await takeStep(session, { id, plan, guest: choice }, options);
        assert.ok(taken.ok, `${id}: ${taken.ok ? '' : faultText(taken.fault, t)}`);
        assert.deepEqual(taken.value.outcomes.map(({ kind }) => kind), taken.value.outcomes.map(() => 'done'), JSON.stringify(taken.value.outcomes));
        // What was confirmed is no more what it comes to: nothing is done a second time.
        const again = await takeStep(session, { id, plan, guest: choice }, options);
        assert.equal(again.ok ? 'done' : again.fault.code, 'hosts-changed', id);
        break;
      }
      case 'tasks':
        for (const task of plan.tasks) await changedBy(session, task);
        break;
      case 'cluster': {
        const hosts = plan.hosts.map((name) => ({ name, address: null }));
        await changedBy(session, { kind: 'createCluster', cluster: 'mycluster', hosts, user: 'hacluster', password: new Secret('s3cret', 'password of hacluster'), start: false, enable: false });
        break;
      }
      default: assert.fail(`${id} plans ${plan.kind}`);
    }
    return of(id);
  };
  return { situation, progress, of, step };
}
