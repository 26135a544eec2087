import { readCibRoot } from './readCib';
import type { CibVersion } from './snapshot';

/** The version in a CIB's opening tag; the rest of the document, which may be megabytes, is not read. Null without one. */
export function versionInOpeningTag(cib: string): CibVersion | null {
  const opening = /<cib\b[^>]*?(?=\/?>)/.exec(cib.slice(0, 10_000))?.[0];
  const root = opening === undefined ? null : readCibRoot(`${opening}/>`);
  return root?.ok ? root.value : null;
}

/** Whether two CIBs, as a program printed them, have the same configuration to the letter, whatever their status sections say. */
export function sameConfigurationText(a: string, b: string): boolean {
  return configurationText(a) === configurationText(b);
}

function configurationText(cib: string): string {
  return cib.slice(cib.indexOf('<configuration'), cib.lastIndexOf('<status'));
}

/** Whether two versions are one: nothing has changed from one to the other. */
export function sameVersion(a: CibVersion, b: CibVersion): boolean {
  return sameConfiguration(a, b) && a.numUpdates === b.numUpdates;
}

/** Whether two versions have the same configuration: `num_updates` counts only what happens to its status section. */
export function sameConfiguration(a: CibVersion, b: CibVersion): boolean {
  return a.adminEpoch === b.adminEpoch && a.epoch === b.epoch;
}
