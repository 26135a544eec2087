import type { RootFile } from './debianRoot';

/** How every machine of the lab lets in: root too, by key and by password, and by both ways to ask for that. */
export const sshdFiles: Readonly<Record<string, RootFile>> = {
  '/etc/ssh/sshd_config.d/lab.conf': {
    // OpenSSH 8.4 of bullseye knows the third by its old name alone.
    content: ['PermitRootLogin yes', 'PasswordAuthentication yes', 'ChallengeResponseAuthentication yes', 'UseDNS no', ''].join('\n'),
  },
};
