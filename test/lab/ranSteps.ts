import type { StepId } from '../../src/core/walkthrough/step';
import type { Release } from './release';

/** On which releases a step was really done to hosts of a lab, and where that was not all of it what of it was. Whoever has run more says so here: the README's table is made from this. */
export interface Ran {
  readonly releases: readonly Release[];
  readonly only?: string;
}

const all: readonly Release[] = ['bullseye', 'bookworm', 'trixie'];
const led: readonly Release[] = ['bookworm', 'trixie'];
const never: Ran = { releases: [] };

export const ranSteps: Readonly<Record<StepId, Ran>> = {
  firewall: { releases: all, only: 'iptables' },
  software: { releases: all, only: 'mending half a package' },
  pcsd: { releases: all },
  corosync: { releases: led },
  key: { releases: all },
  start: { releases: led },
  trial: { releases: led },
  stop: never,
  virtualisation: { releases: all, only: 'having libvirt run' },
  domain: { releases: led, only: 'looking at it' },
  reach: { releases: led },
  guestFirewall: { releases: led, only: 'looking at it' },
  connection: { releases: led, only: 'looking at it' },
  remote: { releases: led, only: 'looking at it' },
  guestKey: { releases: led },
  remoteRuns: { releases: led, only: 'looking at it' },
  hostNames: { releases: led, only: 'looking at it' },
  port: { releases: led, only: 'looking at it' },
  clock: { releases: led, only: 'looking at it' },
  nodeName: { releases: led, only: 'looking at it' },
  shutDown: { releases: led },
  domainFile: { releases: led },
  guestNode: { releases: led, only: 'by hand' },
  guestOnline: { releases: led },
  dummies: { releases: led },
  placement: { releases: led },
  kill: { releases: led },
  recovery: { releases: led },
  cleanup: { releases: led },
  guestTools: { releases: led, only: 'looking at it' },
};
