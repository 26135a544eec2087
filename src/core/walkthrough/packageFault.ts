import type { Words } from '../change/plan';
import type { Fault } from '../fault';
import { packagers } from './hostReport';

type Why = Extract<Fault, { readonly code: 'packages-refused' }>['why'];

/**
 * Why packages were not installed, by what the program wrote; null where its words say nothing of that, or it is none that installs.
 * Those of apt and dpkg were seen on Debian 11, 12 and 13; those of dnf, yum and zypper were not run.
 */
export function packageFault(words: Words, said: string, host: string): Fault | null {
  const program = words.find((word) => installers.has(word));
  const [why] = program === undefined ? [] : (Object.keys(signs) as Why[]).filter((each) => signs[each].test(said));
  return program === undefined || why === undefined ? null : { code: 'packages-refused', host, program, why };
}

const installers: ReadonlySet<string> = new Set([...packagers, 'dpkg']);

/** In the order in which they count: what could not be fetched is then not found either. */
const signs: Readonly<Record<Why, RegExp>> = {
  locked: /could not get lock|unable to (?:acquire the dpkg|lock (?:directory|the administration))|lock was locked by another process|can't create transaction lock|another app is currently holding|system management is locked/i,
  unreachable: /failed to fetch|(?:temporary failure|could not|couldn't) resol|could not connect to|unable to connect to|cannot initiate the connection|network is unreachable|failed to download|cannot download|cannot find a valid baseurl|curl\) error/i,
  unknown: /unable to locate package|has no installation candidate|unable to find a match|no package .+ available|no provider of .+ found|not found in package names/i,
};
