import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { LiveState } from '../../src/session/clusterState';
import { leaves } from '../../src/render/leaves';
import type { Followed } from './followed';
import { factsOnHosts } from './hostFacts';
import type { LabHost } from './labHost';
import { type Facts, factsOfRows } from './rowFacts';

/**
 * Waits until all five views say what the programs of the hosts say to a person, and answers that. Rejects with the difference. What
 * moves while both are asked is asked for again.
 */
export async function agrees(followed: Followed, hosts: readonly LabHost[], withinMs = 20_000): Promise<Facts> {
  for (const end = Date.now() + withinMs; ; await pause(500)) {
    const answering = hosts.find(({ name }) => name === followed.state.last?.host);
    if (answering === undefined) throw new Error(`${followed.state.last?.host} is no host of the lab.`);
    const said = await factsOnHosts(answering, hosts);
    const shown = factsOfRows(followed);
    try {
      assert.deepEqual(shown, said);
      return shown;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Whether nothing is wrong with a cluster: its hosts agree and can be asked, its nodes are online, and whatever may run does. */
export function isWhole({ last, notes, otherViews }: LiveState): boolean {
  return notes.length === 0 && otherViews.length === 0
    && last.nodes.every(({ online, unclean, pending, standby, maintenance }) => online && !unclean && !pending && !standby && !maintenance)
    && leaves(last.resources).every(({ role, disabled, pending }) => disabled || (role === 'Started' && pending === null));
}
