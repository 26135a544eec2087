import type { RowIcon } from './row';

const good = 'testing.iconPassed';
const bad = 'problemsErrorIcon.foreground';
const doubtful = 'problemsWarningIcon.foreground';
const off = 'disabledForeground';
const busy = 'charts.blue';

/** How states look. Every one has a shape of its own: no two differ by colour alone. */
export const icons = {
  good: { codicon: 'pass-filled', color: good },
  promoted: { codicon: 'star-full', color: good },
  off: { codicon: 'circle-slash', color: off },
  stopped: { codicon: 'debug-stop', color: doubtful },
  paused: { codicon: 'debug-pause', color: doubtful },
  maintenance: { codicon: 'tools', color: doubtful },
  unmanaged: { codicon: 'unlock', color: doubtful },
  leaving: { codicon: 'arrow-down', color: doubtful },
  orphaned: { codicon: 'question', color: doubtful },
  leftover: { codicon: 'history', color: doubtful },
  warning: { codicon: 'warning', color: doubtful },
  busy: { codicon: 'sync', color: busy },
  waiting: { codicon: 'watch', color: busy },
  lost: { codicon: 'debug-disconnect', color: bad },
  blocked: { codicon: 'stop-circle', color: bad },
  unclean: { codicon: 'flame', color: bad },
  failed: { codicon: 'error', color: bad },
  disagree: { codicon: 'git-compare', color: bad },
  disconnected: { codicon: 'plug', color: off },
} as const satisfies Readonly<Record<string, RowIcon>>;

/** How kinds look where the state is told by the words alone. */
export const kindIcons = {
  host: 'server-environment',
  guest: 'vm',
  group: 'list-ordered',
  clone: 'copy',
  bundle: 'package',
  replica: 'symbol-namespace',
  fencing: 'shield',
  location: 'location',
  colocation: 'link',
  order: 'arrow-right',
  ticket: 'tag',
} as const;

/** The icon of a kind without a colour, or in the colour of a state. */
export function kindIcon(kind: keyof typeof kindIcons, state: RowIcon | null = null): RowIcon {
  return { codicon: kindIcons[kind], color: state?.color ?? null };
}
