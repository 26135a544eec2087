import { success } from '../core/result';
import { fromPinned, type PinnedEndpoint } from './endpoint';
import type { Clock, Log } from '../core/surroundings';
import { defaultLinkOptions, type LinkOptions, type Prompts, type TrustStore } from './ports';
import { resolveTarget, type SettingsReader } from './resolveTarget';
import type { WindowSecrets } from './secretKeeper';
import { shareQuestions } from './sharedQuestions';
import { SshLink } from './sshLink';

/** What all links of one editor window share. */
export interface LinkDependencies {
  readonly prompts: Prompts;
  readonly secrets: Pick<WindowSecrets, 'ofLink'>;
  readonly trust: TrustStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Where the ssh configuration says nothing of a host and `defaultLinkOptions` are not wanted. */
  readonly options?: Partial<LinkOptions>;
  /** Reads another ssh configuration than the user's own. */
  readonly settings?: SettingsReader;
}

/**
 * Makes links that share their questions and the answers, so that a person is asked once what several hosts want to know.
 * `where` is what a person would type to ssh, or an endpoint that is known beforehand.
 */
export function createHostLinks(dependencies: LinkDependencies): (where: string | PinnedEndpoint) => SshLink {
  const { clock, log, trust, settings, secrets } = dependencies;
  const options = { ...defaultLinkOptions, ...dependencies.options };
  const prompts = shareQuestions(dependencies.prompts);
  return (where) => {
    const context = { clock, log, trust, options, prompts, settings, secrets: secrets.ofLink() };
    // Resolved anew for every attempt: the configuration may have been put right.
    if (typeof where === 'string') return new SshLink(where, () => resolveTarget(where, settings), context);
    return new SshLink(where.target, async () => success(fromPinned(where)), context);
  };
}
