import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import type { Task } from '../../../src/core/change/task';
import { rowsText } from '../../../src/render/rowsText';
import { currentAttention } from '../../../src/ui/attention';
import { access, until } from '../../host/access';
import type { Answer, Question } from './editor';

/**
 * Runs inside the extension host, with the lab's cluster in the settings: tells the process that listens at PACEMAKER_EXPLORER_CONDUCTOR
 * of every row that the editor is told to draw, and does what that process asks for, until it asks for the end.
 */
export async function run(): Promise<void> {
  const { load, sidebar } = await access();
  const { clusters } = await load();
  const conductor = createConnection(process.env['PACEMAKER_EXPLORER_CONDUCTOR'] ?? '');
  const tell = (what: object) => conductor.write(`${JSON.stringify(what)}\n`);
  for (const view of sidebar.all) {
    view.onDidChangeTreeData((elements) => {
      const at = Date.now();
      tell({ event: { at, view: view.id, lines: rowsText(elements?.map(({ row }) => row) ?? view.rows, '') } });
    });
  }
  const isLive = () => clusters.active?.state.kind === 'live';
  const answers: Readonly<Record<Exclude<Question, 'end'>, () => Promise<number>>> = {
    /** Comes back when a person would see everything. */
    async open() {
      await vscode.commands.executeCommand('pacemaker.resources.focus');
      await until('the cluster is connected, and changes are told of', () => isLive() && told(), 60_000);
      await until('a person watches', () => currentAttention(sidebar) === 'visible');
      return Date.now();
    },
    /** Milliseconds from the wish to connect to the tree. */
    async connect() {
      const begin = performance.now();
      const connected = await clusters.active?.connect({ mayAsk: false });
      await sidebar.drawn();
      const took = performance.now() - begin;
      if (connected?.ok !== true) throw new Error(`not connected: ${JSON.stringify(connected)}`);
      await until('changes are told of', told);
      return took;
    },
    async disconnect() {
      clusters.active?.disconnect();
      await sidebar.drawn();
      return Date.now();
    },
    /** Bytes of memory that this process has. */
    async memory() {
      return process.memoryUsage().rss;
    },
    /** Bytes on the heap that somebody still reaches. */
    async reached() {
      setFlagsFromString('--expose-gc');
      (runInNewContext('gc') as () => void)();
      return process.memoryUsage().heapUsed;
    },
    previewDisable: () => preview(disable),
    previewEnable: () => preview(enable),
    previewClone: () => preview({ kind: 'clone', resource: 'bench4', clone: null, promotable: false, meta: {} }),
    disable: () => change(disable),
    enable: () => change(enable),
  };
  const disable: Task = { kind: 'disable', resources: ['bench5'] };
  const enable: Task = { kind: 'enable', resources: ['bench5'] };

  /** Milliseconds from a task to what would come of it. */
  async function preview(task: Task): Promise<number> {
    const begin = performance.now();
    const consequences = await changes().preview(await planned(task), new AbortController().signal);
    if (!consequences.ok) throw new Error(`not previewed: ${JSON.stringify(consequences.fault)}`);
    return performance.now() - begin;
  }

  /** When it was found to be done. */
  async function change(task: Task): Promise<number> {
    const outcome = await changes().carryOut(await planned(task), { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    if (outcome.kind !== 'done') throw new Error(`it ended as ${outcome.kind}`);
    return Date.now();
  }

  async function planned(task: Task) {
    const ready = await changes().prepare(task);
    if (!ready.ok) throw new Error(`not planned: ${JSON.stringify(ready.fault)}`);
    return ready.value;
  }

  function changes() {
    if (clusters.active === undefined) throw new Error('there is no cluster');
    return clusters.active.changes;
  }

  /** How the cluster stands, for a failure. */
  function standing(): string {
    const state = clusters.active?.state;
    return JSON.stringify(state, (key, value: unknown) => (key === 'last' ? undefined : value)) ?? 'there is no cluster';
  }
  function told(): boolean {
    const state = clusters.active?.state;
    return state?.kind === 'live' && state.watch.cluster.kind === 'told' && state.watch.libvirt.length === clusters.active?.definition.hosts.length;
  }

  for await (const line of createInterface(conductor)) {
    const { id, question } = JSON.parse(line) as { readonly id: number; readonly question: Question };
    if (question === 'end') break;
    const answer: Answer = await answers[question]().then((value) => ({ value }), (error: Error) => ({ failure: `${error.message} (${standing()})` }));
    tell({ id, ...answer });
  }
}
