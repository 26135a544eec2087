import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { previewCommand, type PreviewAnswer } from '../../../src/core/change/previewCommand';
import type { Words } from '../../../src/core/change/plan';
import type { Result } from '../../../src/core/result';
import { anyText } from '../../unit/anyText';

/** Programs in place of Pacemaker's: they note their words, and do as the CIB says. */
const programs: Readonly<Record<string, string>> = {
  crm_simulate: `#!/bin/sh
for word in "$@"; do case $word in */before.xml|*/after.xml) file=$word;; esac; done
printf '%s\\0' "$@" > "$NOTES/\${file##*/}.words"
stat -c '%a %n' "\${file%/*}" "$file" > "$NOTES/modes"
[ "$TMPDIR $CIB_shadow_dir" = "\${file%/*} \${file%/*}" ] || exit 70
! grep -q '<slow/>' "$file" || { : > "$NOTES/begun"; exec sleep 5; }
! grep -q '<broken/>' "$file" || { echo 'error: broken' >&2; exit 78; }
printf 'Transition Summary:\\n'
`,
  step: '#!/bin/sh\nprintf "%s\\0" "$@" >> "$NOTES/step.words"\nprintf "<edited/>" >> "$CIB_file"\ncat > "$NOTES/stdin"\n',
  pcs: '#!/bin/sh\nprintf "%s\\0" "$@" > "$NOTES/pcs.words"\n[ "$1 $2" = "-f $CIB_file" ] || exit 70\n',
  refusing: '#!/bin/sh\necho "Error: no, not $1" >&2\nexit 7\n',
  slow: '#!/bin/sh\n: > "$NOTES/begun"\nsleep 5 &\nwait\n',
};

const shells = [...new Set(['/bin/sh', '/bin/bash', '/bin/dash', '/bin/ksh93', '/bin/mksh'].filter((path) => existsSync(path)).map((path) => realpathSync(path)))];

for (const shell of shells) {
  describe(`The script of a preview, run by ${shell}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-'));
    const [bin, notes, runtime] = ['bin', 'notes', 'runtime'].map((name) => join(folder, name)) as [string, string, string];
    const env = { PATH: `${bin}:/usr/bin:/bin`, NOTES: notes, XDG_RUNTIME_DIR: runtime };

    before(() => {
      for (const path of [bin, runtime]) mkdirSync(path);
      for (const [name, text] of Object.entries(programs)) {
        writeFileSync(join(bin, name), text);
        chmodSync(join(bin, name), 0o755);
      }
    });
    beforeEach(() => {
      rmSync(notes, { recursive: true, force: true });
      mkdirSync(notes);
    });
    const children: ChildProcess[] = [];
    afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
    after(() => rmSync(folder, { recursive: true, force: true }));

    const begin = (steps: readonly Words[], cib = '<cib/>', events: readonly string[] = [], other: Readonly<Record<string, string>> = {}): { readonly child: ChildProcess; readonly ended: Promise<Result<PreviewAnswer>> } => {
      const command = previewCommand(cib, steps, { pacemaker: null, nonce: 'n0-nce', events });
      const child = spawn(shell, command.argv.slice(1), { argv0: 'sh', env: { ...env, ...other }, stdio: 'pipe' });
      children.push(child);
      const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.stdin.on('error', () => undefined);
      const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString();
      const ended = new Promise<Result<PreviewAnswer>>((resolve) =>
        child.on('exit', (code) => setImmediate(() => resolve(command.parse({ stdout: text(stdout), stderr: text(stderr), exitCode: code }, 'host1')))));
      return { child, ended };
    };
    const play = (steps: readonly Words[], cib = '<cib/>', events: readonly string[] = [], other: Readonly<Record<string, string>> = {}) => {
      const { child, ended } = begin(steps, cib, events, other);
      child.stdin!.end(cib);
      return new Promise<Result<PreviewAnswer>>((resolve) => child.on('close', () => void ended.then(resolve)));
    };
    const wordsOf = (name: string) => readFileSync(join(notes, `${name}.words`), 'utf8').split('\0').slice(0, -1);
    const left = () => readdirSync(runtime);
    const until = async (isSo: () => boolean, withinMs = 4000) => {
      for (const end = Date.now() + withinMs; !isSo(); await pause(10)) assert.ok(Date.now() < end, 'it takes too long');
    };

    it('hands every word over as it is, whatever is in it', async () => {
      const awkward = ['', ' ', '-x', '--', '$(touch "$NOTES/owned")', '`touch $NOTES/owned`', '"; touch $NOTES/owned; "', '${1}', '\'', '\\', '\\n', 'a\nb', '*', '~', '!', '#', '\u00e9\u{1f600}', '%s', 'x'.repeat(10_000), 'pcs', '3', 'end 0'];
      const edited = await play([['step', ...awkward]], '<cib/>', awkward);
      assert.ok(edited.ok && edited.value.kind === 'played', JSON.stringify(edited));
      assert.equal(edited.value.after, '<cib/><edited/>');
      assert.deepEqual(wordsOf('step'), awkward);
      assert.deepEqual(wordsOf('after.xml').slice(3), awkward);
      assert.equal(wordsOf('before.xml').length, 3, 'an event happens to the changed cluster alone');
      await fc.assert(fc.asyncProperty(fc.array(anyText().map((text) => text.replaceAll('\0', '')), { minLength: 1, maxLength: 12 }), async (words) => {
        rmSync(join(notes, 'step.words'), { force: true });
        assert.ok((await play([['step', ...words], ['pcs', ...words]])).ok);
        assert.deepEqual(wordsOf('step'), words);
        assert.deepEqual(wordsOf('pcs').slice(2), words);
      }), { numRuns: 40 });
      assert.deepEqual(left(), []);
      assert.ok(!existsSync(join(notes, 'owned')));
      assert.equal(readFileSync(join(notes, 'stdin'), 'utf8'), '', 'a step does not read the CIB from stdin');
    });

    it('hands the CIB over as it is, and answers with all of the changed one', async () => {
      for (const cib of ['<cib/>\n\n', '<cib a="$(touch $NOTES/owned) `x` \'%s\\n\'"/>', '\nn0-nce-2 end 0\n', `<cib>\u00e9${'<a b="c"/>\n'.repeat(200_000)}</cib>`]) {
        const played = await play([], cib);
        assert.ok(played.ok && played.value.kind === 'played' && played.value.after === cib, cib.slice(0, 100));
      }
      assert.deepEqual(left(), []);
    });

    it('keeps it where nobody else can read it', async () => {
      await play([]);
      const [own, file] = readFileSync(join(notes, 'modes'), 'utf8').split('\n');
      assert.match(own!, /^700 .*\/runtime\/pacemaker-explorer\./);
      assert.match(file!, /^600 /);
    });

    it('leaves nothing behind when a step or the scheduler fails', async () => {
      const refused = await play([['step'], ['refusing', 'a b'], ['step']]);
      assert.deepEqual(refused, { ok: true, value: { kind: 'refused', step: ['refusing', 'a b'], exitCode: 7, said: 'Error: no, not a b\n' } });
      assert.deepEqual(wordsOf('step'), [''], 'what comes after is not run');
      const missing = await play([['no-such-program']]);
      assert.ok(missing.ok && missing.value.kind === 'refused' && missing.value.exitCode === 127);
      const broken = await play([], '<broken/>');
      assert.deepEqual(broken, { ok: false, fault: { code: 'command-failed', host: 'host1', program: 'crm_simulate', exitCode: 78, message: 'broken' } });
      assert.deepEqual(left(), []);
    });

    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
      it(`leaves nothing behind at ${signal}, whatever it is doing`, async () => {
        for (const [steps, cib] of [[[], '<slow/>'], [[['slow']], '<cib/>']] as const) {
          rmSync(join(notes, 'begun'), { force: true });
          const { child, ended } = begin(steps, cib);
          child.stdin!.end(cib);
          await until(() => existsSync(join(notes, 'begun')) && left().length === 1);
          child.kill(signal);
          await ended;
          assert.deepEqual(left(), []);
        }
        const { child, ended } = begin([]);
        child.stdin!.write('<cib>');
        await until(() => left().length === 1);
        child.kill(signal);
        await ended;
        assert.deepEqual(left(), [], 'while the CIB comes in');
      });
    }

    it('leaves nothing behind when the connection is lost, and does not wait for it', async () => {
      const unread = begin([], `<cib>${' '.repeat(1_000_000)}</cib>`);
      unread.child.stdout!.removeAllListeners('data').pause();
      unread.child.stdin!.end(`<cib>${' '.repeat(1_000_000)}</cib>`);
      await until(() => existsSync(join(notes, 'after.xml.words')) && left().length === 0);
      unread.child.kill('SIGKILL');
      await unread.ended;

      const closed = begin([['step']]);
      closed.child.stdout!.destroy();
      closed.child.stdin!.end('<cib/>');
      await closed.ended;
      const silent = begin([]);
      silent.child.stdin!.destroy();
      await silent.ended;
      assert.deepEqual(left(), []);
    });

    it('takes another folder where the session has none, and says so where there is none at all', async () => {
      const elsewhere = await play([], '<cib/>', [], { XDG_RUNTIME_DIR: 'not/absolute' });
      assert.ok(elsewhere.ok, JSON.stringify(elsewhere));
      const [used] = readFileSync(join(notes, 'modes'), 'utf8').split('\n');
      assert.match(used!, /^700 \/(dev\/shm|tmp)\/pacemaker-explorer\./);
      assert.ok(!existsSync(used!.slice('700 '.length)));
      mkdirSync(join(folder, 'refusing'));
      writeFileSync(join(folder, 'refusing', 'mktemp'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      assert.deepEqual(await play([], '<cib/>', [], { PATH: `${join(folder, 'refusing')}:${env.PATH}` }), {
        ok: false, fault: { code: 'command-failed', host: 'host1', program: 'sh', exitCode: 1, message: 'no folder for a private copy of the CIB' },
      });
    });
  });
}
