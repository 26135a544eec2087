import type * as vscode from 'vscode';
import type { GuestChoice } from '../core/walkthrough/guestSituation';

const storageKey = 'chosenGuests';
/** Guests of one cluster that are remembered. */
const most = 20;

/** Which guests were chosen, by the cluster's id, the latest first. */
type Chosen = Readonly<Record<string, readonly Kept[]>>;

/** Those kept before there was a choice of ways became nodes by hand. */
type Kept = Omit<GuestChoice, 'way'> & Partial<Pick<GuestChoice, 'way'>>;

/** What a person has said of the guests of each cluster: names and addresses, no secret. */
export interface GuestMemory {
  /** The guest of this domain, or with null the one chosen last; null where there is none. */
  of(cluster: string, domain: string | null): GuestChoice | null;
  keep(cluster: string, choice: GuestChoice): Promise<void>;
}

/** Keeps it in the editor's state on this machine. */
export function createGuestMemory(state: Pick<vscode.Memento, 'get' | 'update'>): GuestMemory {
  const chosen = () => state.get<Chosen>(storageKey, {});
  const ofCluster = (cluster: string) => (Object.hasOwn(chosen(), cluster) ? (chosen()[cluster] ?? []) : []);
  return {
    of(cluster, domain) {
      const kept = ofCluster(cluster).find((each) => domain === null || each.domain === domain);
      return kept === undefined ? null : { ...kept, way: kept.way ?? 'hand' };
    },
    async keep(cluster, choice) {
      const others = ofCluster(cluster).filter(({ domain }) => domain !== choice.domain);
      await state.update(storageKey, { ...chosen(), [cluster]: [choice, ...others].slice(0, most) });
    },
  };
}
