import { done, refused, type Simulated } from './done';
import { withPackages } from './machine';
import { isPackageName, type PackageName } from './packages';

/** apt-get, for the packages that the steps of a set-up install. Nothing is fetched and nothing unpacked: what they bring is there already, out of sight. */
export const aptGet: Simulated = (machine, args) => {
  const words = withoutOptions(args);
  const [verb, ...names] = words;
  if (verb === 'update') return done(machine, 'Reading package lists...\n');
  if (verb !== 'install') return refused(machine, `E: a practice machine's packages can only be installed, not '${words.join(' ')}'`, 100);
  const unknown = names.find((name) => !isPackageName(name));
  if (unknown !== undefined) return refused(machine, `E: Unable to locate package ${unknown}`, 100);
  const wanted = names.filter(isPackageName);
  const more = wanted.filter((name) => !machine.packages.has(name));
  return done(withPackages(machine, more), report(more, wanted.filter((name) => machine.packages.has(name))));
};

function report(more: readonly PackageName[], there: readonly PackageName[]): string {
  return [
    'Reading package lists...', 'Building dependency tree...', 'Reading state information...',
    ...there.map((name) => `${name} is already the newest version.`),
    ...(more.length > 0 ? ['The following NEW packages will be installed:', `  ${more.join(' ')}`] : []),
    `0 upgraded, ${String(more.length)} newly installed, 0 to remove and 0 not upgraded.`,
    ...more.map((name) => `Setting up ${name} ...`),
    ...(more.length > 0 ? ['A practice machine starts no service by itself.'] : []),
    '',
  ].join('\n');
}

function withoutOptions(args: readonly string[]): readonly string[] {
  return args.filter((word, index) => !word.startsWith('-') && args[index - 1] !== '-o');
}
