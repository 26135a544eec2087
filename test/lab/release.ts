/** Debian's releases that a lab can be made of. */
export type Release = 'bullseye' | 'bookworm' | 'trixie';

export const releases: readonly Release[] = ['bullseye', 'bookworm', 'trixie'];
