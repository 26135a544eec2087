import { readCibRoot } from '../readCib';
import { sameVersion } from '../cibVersion';
import type { Command } from '../command';
import { failure, success } from '../result';
import type { CibVersion } from '../snapshot';
import { attribute, MAX_DOCUMENT_LENGTH, parseXml } from '../xml';
import { readingCommand } from './readingCommand';

/** A former configuration that Pacemaker keeps on its host: it writes one away before each that it writes. */
export interface Checkpoint {
  readonly number: number;
  /** When the next one took its place, in milliseconds since the epoch. */
  readonly until: number;
  readonly version: CibVersion;
  /** When, where and by whom it was made, so far as it tells. */
  readonly written: string | null;
  readonly host: string | null;
  readonly client: string | null;
  readonly user: string | null;
}

/** Where Pacemaker keeps them on every distribution: the folder is of hacluster and haclient (0750), the files are hacluster's alone (0600). */
export const CHECKPOINT_FOLDER = '/var/lib/pacemaker/cib';

/** Lists them with the time and the first line of each, which is the opening tag. No name from there is ever used: a file is read by its number. */
export const findWords = ['find', CHECKPOINT_FOLDER, '-maxdepth', '1', '-type', 'f', '-name', 'cib-[0-9]*.raw', '-printf', '%f %T@\\n', '-exec', 'head', '-n', '1', '{}', ';'] as const;

/** The checkpoints of a host, the newest first. What cannot be read is left out. */
export function listCheckpoints(): Command<readonly Checkpoint[]> {
  return readingCommand(findWords, { rights: 'root', timeoutMs: 20_000, maxBytes: 4_000_000 }, (text) => {
    const found = text.split(/^(?=cib-\d+\.raw \d)/m).map(readCheckpoint).filter((checkpoint) => checkpoint !== null);
    return success(found.sort((one, other) => other.until - one.until || other.number - one.number));
  });
}

/** One checkpoint of the host that listed it, whole and with its secrets. Fault: `checkpoint-changed`, since Pacemaker uses the numbers again. */
export function readCheckpointText({ number, version, written }: Pick<Checkpoint, 'number' | 'version' | 'written'>): Command<string> {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError('a checkpoint has a number');
  return readingCommand(['cat', `${CHECKPOINT_FOLDER}/cib-${number}.raw`], { rights: 'root', timeoutMs: 20_000, maxBytes: MAX_DOCUMENT_LENGTH }, (text, host) => {
    const [parsed, found] = [parseXml(text), readCibRoot(text)];
    if (!parsed.ok) return parsed;
    if (!found.ok) return found;
    const isChosen = sameVersion(found.value, version) && (attribute(parsed.value, 'cib-last-written') || null) === written;
    return isChosen ? success(text) : failure({ code: 'checkpoint-changed', host, number });
  });
}

function readCheckpoint(text: string): Checkpoint | null {
  const [, number, seconds, opening] = /^cib-(\d{1,9})\.raw (\d+(?:\.\d+)?)\s+(?:<\?[^>]*\?>\s*)?(<cib(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*?)\/?>/.exec(text) ?? [];
  const root = opening === undefined ? null : parseXml(`${opening}/>`);
  const version = opening === undefined ? null : readCibRoot(`${opening}/>`);
  if (!root?.ok || !version?.ok) return null;
  const told = (name: string) => attribute(root.value, name) || null;
  return {
    number: Number(number), until: Number(seconds) * 1000, version: version.value,
    written: told('cib-last-written'), host: told('update-origin'), client: told('update-client'), user: told('update-user'),
  };
}
