import { failure, success } from '../core/result';
import { fromPinned, type PinnedEndpoint } from './endpoint';
import type { Clock, LinkOptions, Log, Prompts, SecretStore, TrustStore } from './ports';
import { defaultLinkOptions } from './ports';
import { SshLink } from './sshLink';

/** What all links of one editor window share. */
export interface LinkDependencies {
  readonly prompts: Prompts;
  readonly secrets: SecretStore;
  readonly trust: TrustStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Bounds where neither the ssh configuration nor `defaultLinkOptions` is to decide. */
  readonly options?: Partial<LinkOptions>;
}

/**
 * Makes links that share their questions and remembered answers, so that a person is asked once what several hosts want to know.
 * `where` is what a person would type to ssh, or an endpoint that is known beforehand.
 */
export function createHostLinks(dependencies: LinkDependencies): (where: string | PinnedEndpoint) => SshLink {
  const { clock, log } = dependencies;
  const options = { ...defaultLinkOptions, ...dependencies.options };
  return (where) => {
    if (typeof where !== 'string') return new SshLink(where.target, async () => success(fromPinned(where)), { clock, log, options });
    return new SshLink(where, async () => failure({ code: 'target-invalid', target: where, reason: '' }), { clock, log, options });
  };
}
