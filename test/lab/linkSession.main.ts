// The cluster of some hosts, followed in a process of its own that a test can stop: node linkSession.main.js SSH_CONFIGURATION TARGET…
// Tells each state in a line of JSON, and ends when its stdin does: by itself, since it leaves nothing open.
import { createHostLinks } from '../../src/remote/hostLinks';
import { settingsReader } from '../../src/remote/resolveTarget';
import { createSecretKeeper } from '../../src/remote/secretKeeper';
import { clusterStateText } from '../../src/render/clusterStateText';
import type { SshLink } from '../../src/remote/sshLink';
import { createSurroundings } from '../unit/remote/doubles';
import { t } from '../unit/render/plainTranslate';
import { openSession, shownRows } from './labSession';
import { sentence } from './sentence';

/** What is told of a state. Times are in milliseconds since the epoch. */
export interface ToldState {
  readonly at: number;
  readonly word: string;
  readonly sentence: string | null;
  readonly rows: readonly string[];
  /** Hosts whose guests' changes are told of. */
  readonly libvirt: readonly string[];
  readonly checkedAt: number | null;
  /** By host: since when it is connected, null where it is not. */
  readonly connectedSince: readonly (number | null)[];
}

const [config = '', ...targets] = process.argv.slice(2);
const { person: prompts, store, trust, clock, log } = createSurroundings();
const open = createHostLinks({ prompts, secrets: createSecretKeeper(store, log), trust, clock, log, settings: settingsReader(config) });
const links: SshLink[] = targets.map(open);
const session = openSession(targets, (target) => links[targets.indexOf(target)] as SshLink);

session.onDidChangeState((state) => {
  const told: ToldState = {
    at: Date.now(),
    word: clusterStateText(state, t).word,
    sentence: 'fault' in state && state.fault ? sentence(state.fault) : null,
    rows: shownRows(session),
    libvirt: state.kind === 'live' ? state.watch.libvirt : [],
    checkedAt: state.kind === 'live' ? state.checkedAt : null,
    connectedSince: links.map((link) => (link.state.kind === 'connected' ? link.state.since : null)),
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
});
process.stdin.resume().once('end', () => session.dispose());
void session.connect({ mayAsk: false });
