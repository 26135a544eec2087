import { findLab, type Lab } from '../../lab/lab';
import type { Release } from '../../lab/release';
import { inTurn, type Change, type Sight } from './changes';
import { measureChanges } from './changing';
import { measureConnecting } from './connecting';
import { Editor } from './editor';
import { measureIdleMinute, round } from './idle';
import { type Made, type Painting, type Percentiles, percentiles, recordOf, type Records, type RowEvent, untilPainted, untilRow, untilSeen } from './latency';
import { Peer, type PeerName, peers, startPeersSshd, stopPeersSshd } from './peers';
import { makeQuietChanges } from './quiet';
import { callWitnesses } from './records';
import { soak } from './soak';
import { setStage } from './stage';
import { measureTakeover } from './takeover';

/** Runs in the network namespace of a lab in the state `guest`, as the operator's machine: all figures, as JSON on stdout; what it is at on stderr. */
async function main(): Promise<void> {
  const lab = findLab(variable('PACEMAKER_LAB_RELEASE') as Release);
  if (lab === undefined) throw new Error('The lab is not up.');
  process.stdout.write(`${JSON.stringify(await measure(lab), null, 2)}\n`);
}

async function measure(lab: Lab): Promise<object> {
  const minutes = Number(variable('PACEMAKER_EXPLORER_SOAK_MINUTES'));
  say('setting the stage');
  await setStage(lab);
  await startPeersSshd(lab);
  const witnesses = await callWitnesses(lab);
  say('starting VS Code');
  const editor = await Editor.start({ lab, scratch: variable('PACEMAKER_EXPLORER_SCRATCH'), minutes: minutes + 30 });
  const turn = inTurn();
  const next = () => turn.next().value;
  const others: Partial<Record<PeerName, Peer>> = {};
  try {
    await editor.ask('open');
    if (variable('PACEMAKER_EXPLORER_SOAK_ONLY') === 'true') {
      await editor.ask('connect');
      say(`a change every second for ${minutes} min`);
      const { rssMiB, heapMiB } = await soak(lab, editor, next, minutes);
      return { soak: { minutes, rssMiB, heapMiB } };
    }
    say('connecting');
    const connecting = await measureConnecting(lab, editor);
    say('changes made by the editor');
    const change = await measureChanges(editor, witnesses);
    say('an idle minute');
    const idleMinute = await measureIdleMinute(lab);
    say('changes after a quiet while');
    for (const name of peerNames) others[name] = new Peer(lab, name);
    const quiet = await makeQuietChanges(lab, editor, next);
    for (const peer of Object.values(others)) peer.stop();
    say(`a change every second for ${minutes} min`);
    const { made: busy, ...memory } = await soak(lab, editor, next, minutes);
    const records = await witnesses.read();
    const eventToRowMs = rowFigures(quiet.made, records, editor.events);
    const peersMs = Object.fromEntries(peerNames.map((name) => [name, peerFigures(name, quiet.made, records, others[name])]));
    const eventToRowBusyMs = rowFigures(busy, records, editor.events);
    const paintedRowMs = paintedFigures(quiet.made, records, editor.painted());
    say('the answering host is powered off');
    const takeoverMs = await measureTakeover(lab, editor);

    const idleCpuSeconds = (idleMinute.hostCpuSeconds / 60) * quiet.cost.seconds;
    const idleBytes = (idleMinute.bytes / 60) * quiet.cost.seconds;
    return {
      eventToRowMs,
      peers: peersMs,
      eventToRowBusyMs,
      idleMinute,
      perChange: {
        hostCpuMs: round(((quiet.cost.cpuSeconds - idleCpuSeconds) / quiet.counted) * 1000, 0),
        bytes: round((quiet.cost.bytes - idleBytes) / quiet.counted, 0),
      },
      ...connecting,
      change,
      takeoverMs,
      soak: { minutes, ...memory },
      paintedRowMs,
    };
  } finally {
    for (const peer of Object.values(others)) peer.stop();
    await editor.end();
    await witnesses.dismiss().catch(() => undefined);
    await stopPeersSshd(lab).catch(() => undefined);
  }
}

const peerNames = Object.keys(peers) as PeerName[];

/** From each change to its row, by what was done on stderr and all together. */
function rowFigures(made: readonly Made[], records: Records, events: readonly RowEvent[]): Percentiles & { readonly runs: number } {
  const times = made.map((each) => untilRow(each, each.change.first, records, events));
  const settled = made.flatMap((each) => {
    const at = each.change.settled && recordOf(each, each.change.settled, records);
    // What came true only just before it was taken back need not have been shown.
    return at === null || each.until - at < 1_000 ? [] : [untilRow(each, each.change.settled as Sight, records, events)];
  });
  const kinds = [...new Set(made.map(({ change }) => change.kind))];
  for (const kind of kinds) tell(kind, times.filter((_, index) => made[index]?.change.kind === kind));
  tell('what the cluster makes of a move', settled);
  return { ...percentiles(times), runs: times.length };
}

/** From each change to the row in the browser, of rows that are on the screen there. */
function paintedFigures(made: readonly Made[], records: Records, painted: readonly Painting[]): Percentiles & { readonly runs: number } {
  const times = made.flatMap((each) => untilPainted(each, each.change.first, records, painted) ?? []);
  return { ...percentiles(times), runs: times.length };
}

function peerFigures(name: PeerName, made: readonly Made[], records: Records, peer: Peer | undefined): Percentiles {
  const { form } = peers[name];
  const shown = made.flatMap((each) => (sightsOf(each.change).map((sight) => untilSeen(each, sight, records, peer?.sightings ?? [], form))));
  const times = shown.filter((time) => time !== null);
  tell(`${name}, which missed ${shown.length - times.length}`, times);
  return percentiles(times);
}

/** What of a change others show as well. */
function sightsOf({ first, settled }: Change) {
  return [first, ...(settled === null ? [] : [settled])].filter(({ elsewhere }) => elsewhere !== null);
}

function tell(what: string, times: readonly number[]): void {
  const { p50, p95 } = percentiles(times);
  say(`  ${what}: p50 ${p50} ms, p95 ${p95} ms, ${times.length} runs`);
}

function say(what: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`);
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: npm run bench:lab sets it.`);
  return value;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
