import type { BrokenPackage } from './hostReport';

/**
 * Reads `dpkg --audit`: paragraphs that say what is amiss, each with its packages below, a blank before their names. A package that has lost no more than the
 * sums of its files, or has a strange architecture, works all the same and is none of them.
 */
export function readAudit(text: string): readonly BrokenPackage[] {
  const found = text.split(/\n{2,}/).flatMap((paragraph): readonly BrokenPackage[] => {
    const said = [...paragraph.matchAll(/^\S.*$/gm)].join(' ');
    const repair = repairs.find(([amiss]) => amiss.test(said))?.[1];
    return repair === undefined ? [] : [...paragraph.matchAll(/^ ([^\s:]+)/gm)].map(([, name]) => ({ name: name ?? '', repair }));
  });
  // One that is told of twice lacks the more.
  return found.filter(({ name, repair }) => repair === 'reinstall' || !found.some((other) => other.name === name && other.repair === 'reinstall'));
}

/** What dpkg's paragraphs have in them, and what is to be done to their packages. */
const repairs: readonly (readonly [RegExp, BrokenPackage['repair']])[] = [
  [/must be reinstalled|half installed|missing the list control file/, 'reinstall'],
  [/not yet configured|half configured|triggers|triggered/, 'configure'],
];
