import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Lab } from '../../lab/lab';
import type { Painting, RowEvent } from './latency';

/** What the extension host may be asked; `rows.main.ts` says what it answers. */
export type Question = 'open' | 'connect' | 'disconnect' | 'memory' | 'reached' | 'previewDisable' | 'previewEnable' | 'previewClone' | 'disable' | 'enable' | 'end';
export type Answer = { readonly value: number } | { readonly failure: string };

type Told = { readonly event: RowEvent } | ({ readonly id: number } & Answer);

export interface EditorOptions {
  readonly lab: Lab;
  /** Where files may be left: it is removed by who made it. */
  readonly scratch: string;
  /** It is ended after so many minutes. */
  readonly minutes: number;
}

/** VS Code with the extension in it, as a process of this one's network namespace; what its views are told to draw is told here. */
export class Editor {
  /** Oldest first. */
  readonly events: RowEvent[] = [];
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private asked = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly socket: Socket,
    private readonly scratch: string,
  ) {
    createInterface(socket).on('line', (line) => this.hear(JSON.parse(line) as Told));
    child.once('exit', () => this.giveUp('VS Code has ended.'));
  }

  /** Starts it with the lab's two hosts as its only cluster. Rejects when the extension host does not report. */
  static start({ lab, scratch, minutes }: EditorOptions): Promise<Editor> {
    const place = join(scratch, 'conductor');
    const clusters = [{ id: 'lab', name: 'lab', hosts: ['host1', 'host2'].map((target) => ({ target })) }];
    return new Promise((settle, reject) => {
      const server = createServer((socket) => {
        server.close();
        settle(new Editor(child, socket, scratch));
      }).listen(place);
      const child = spawn(process.execPath, [
        '.scripts/hostRunner.mjs',
        `--extensionDevelopmentPath=${resolve('.')}`,
        `--extensionTestsPath=${resolve('out/test/bench/lab/rows.main.js')}`,
        `--settings=${JSON.stringify({ 'pacemaker.clusters': clusters })}`,
        `--minutes=${minutes}`,
        `--painted=${join(scratch, 'painted')}`,
      ], {
        env: { ...process.env, PATH: [sshOfLab(lab, scratch), process.env['PATH']].join(delimiter), PACEMAKER_EXPLORER_CONDUCTOR: place },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      child.once('exit', () => reject(new Error('VS Code has ended before its extension host said anything.')));
    });
  }

  /** What the extension host answers. Rejects with its failure. */
  async ask(question: Exclude<Question, 'end'>): Promise<number> {
    const id = ++this.asked;
    const answer = await new Promise<Answer>((resolve) => {
      this.waiting.set(id, resolve);
      this.socket.write(`${JSON.stringify({ id, question })}\n`);
    });
    if ('failure' in answer) throw new Error(`The extension host could not ${question}: ${answer.failure}`);
    return answer.value;
  }

  /** The first row event after a time, in milliseconds since the epoch, in which a line says so. */
  next(after: number, { view, line }: { readonly view: string; readonly line: RegExp }, withinMs: number): Promise<RowEvent> {
    const found = () => this.events.find((event) => event.at > after && event.view === view && event.lines.some((text) => line.test(text)));
    return new Promise((settle, reject) => {
      const end = Date.now() + withinMs;
      const look = () => {
        const event = found();
        if (event) settle(event);
        else if (Date.now() > end) reject(new Error(`No row of ${view} became ${String(line)} within ${withinMs / 1000} s.\n${this.lastOf(view)}`));
        else setTimeout(look, 100);
      };
      look();
    });
  }

  /** What was painted on the page so far, oldest first. */
  painted(): readonly Painting[] {
    return readFileSync(join(this.scratch, 'painted'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Painting);
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => (this.child.exitCode === null ? this.child.once('exit', resolve) : resolve(null)));
    this.socket.write(`${JSON.stringify({ id: 0, question: 'end' })}\n`);
    await ended;
  }

  private lastOf(view: string): string {
    return (this.events.findLast((event) => event.view === view)?.lines ?? []).join('\n');
  }

  private hear(told: Told): void {
    if ('event' in told) {
      this.events.push(told.event);
      return;
    }
    this.waiting.get(told.id)?.(told);
    this.waiting.delete(told.id);
  }

  private giveUp(failure: string): void {
    for (const answer of this.waiting.values()) answer({ failure });
    this.waiting.clear();
  }
}

/** A folder whose `ssh` is OpenSSH with the lab's configuration for the user's own, which OpenSSH looks for in the account's home whatever HOME says. */
function sshOfLab(lab: Lab, scratch: string): string {
  const ssh = `#!/bin/sh\nPATH=${JSON.stringify(process.env['PATH'])} exec ssh -F ${JSON.stringify(lab.sshConfig)} "$@"\n`;
  writeFileSync(join(scratch, 'ssh'), ssh, { mode: 0o755 });
  return scratch;
}
