import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dueOf, progressOf } from '../../../src/core/walkthrough/progress';
import type { Situation } from '../../../src/core/walkthrough/step';
import { setUpScript } from '../../../src/render/setUpScript';
import type { SetUpTelling } from '../../../src/render/setUpTelling';
import { bare, installed, member, situation } from '../core/walkthrough/hostReports';
import { goldenText } from './goldenText';
import { t } from './plainTranslate';
import { pcsOf, setUps, telling } from './writtenSetUps';

/** What ssh was told once: whom to reach, what a shell there makes of the line, and what came on standard input. */
interface Call {
  readonly reaching: readonly string[];
  readonly words: readonly string[];
  readonly read: string;
}

const hash = 'ef'.repeat(32);

/**
 * Stands for ssh: has a shell take the line apart as the one over there would, runs nothing of it, and writes down what it was given. What it prints is what the
 * key's hash would be; of when a machine has booted it says something else each time.
 */
const stub = `#!/bin/sh
n=1001
until mkdir "$CALLS/$n" 2>/dev/null; do n=$((n + 1)); done
for line; do :; done
{ while [ $# -gt 1 ]; do printf '%s\\0' "$1"; shift; done; printf '\\n--\\n'; eval "set -- $line"; printf '%s\\0' "$@"; printf '\\n--\\n'; cat; } >"$CALLS/$n/call"
case $line in *UserspaceTimestamp*) echo "UserspaceTimestamp=$n" ;; *) echo ${hash} ;; esac
`;

/** Runs a script with that in place of ssh, with a yes to whatever it asks, and tells what it told ssh. */
function callsOf(script: string): readonly Call[] {
  const folder = mkdtempSync(join(tmpdir(), 'set-up-script-'));
  const [bin, calls, here] = ['bin', 'calls', 'here'].map((name) => join(folder, name)) as [string, string, string];
  for (const each of [bin, calls, here]) mkdirSync(each);
  for (const [name, text] of [['ssh', stub], ['sleep', '#!/bin/sh\n']] as const) {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  try {
    writeFileSync(join(folder, 'script'), script);
    writeFileSync(join(folder, 'answers'), 'yes\n'.repeat(20));
    execFileSync('sh', [join(folder, 'script')], { cwd: here, env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, CALLS: calls }, stdio: [openSync(join(folder, 'answers'), 'r'), 'pipe', 'pipe'] });
    assert.deepEqual(readdirSync(here), [], 'nothing was run that made a file');
    return readdirSync(calls).sort().map((name) => {
      const [reaching = '', words = '', read = ''] = readFileSync(join(calls, name, 'call'), 'utf8').split('\n--\n');
      const parts = (text: string) => text.split('\0').slice(0, -1);
      return { reaching: parts(reaching), words: parts(words), read };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const written = (of: Situation, more: SetUpTelling) => setUpScript(of, more, t);
/** Those that change something: what only asks for the script's own sake is left out. */
const changing = (calls: readonly Call[]) => calls.filter(({ words }) => !['base64', 'cat'].includes(words[0] ?? '') && !words.includes('dumpxml') && !words.some((word) => /^sha256sum|^--property=Userspace/.test(word)));

describe('A set-up as a script', () => {
  for (const [name, of] of Object.entries(setUps)) {
    it(`is as it was accepted: ${name}`, () => goldenText(`script-${name}`, written(of, telling(of, pcsOf(name)))));
  }

  it('is one that a shell of POSIX takes', () => {
    for (const [name, of] of Object.entries(setUps)) for (const version of ['0.9.169', '0.12.0.2', null] as const) assert.doesNotThrow(() => execFileSync('sh', ['-n'], { input: written(of, telling(of, version)) }), name);
  });

  it('has every command of every step reach its machine word for word', () => {
    for (const [name, of] of Object.entries(setUps)) {
      const more = telling(of, pcsOf(name));
      const calls = changing(callsOf(written(of, more)));
      const wanted = dueOf(progressOf(of)).flatMap(({ plan }): readonly (readonly string[])[] => {
        switch (plan.kind) {
          case 'commands': return plan.machines.flatMap(({ commands }) => commands);
          case 'tasks': return plan.tasks.flatMap((task, index) => {
            const planned = more.plan(task, plan.tasks.slice(0, index));
            return planned.ok ? planned.value.commands : [];
          });
          case 'cluster': return [['pcs', 'host', 'auth', 'host1', 'host2', '-u', 'hacluster'], ['pcs', 'cluster', 'setup', 'Lab', 'host1', 'host2']];
          default: return [];
        }
      });
      for (const words of wanted) assert.ok(calls.some((call) => JSON.stringify(call.words) === JSON.stringify(words)), `${name}: ${words.join(' ')}`);
      const isKey = dueOf(progressOf(of)).some(({ plan }) => plan.kind === 'key');
      if (!isKey) assert.equal(calls.length, wanted.length, name);
    }
  });

  it('reaches each host by itself, and the guest by way of its host', () => {
    const calls = callsOf(written(setUps['bare-guest'] ?? assert.fail(), telling(setUps['bare-guest'] ?? assert.fail())));
    const reached = new Set(calls.map(({ reaching }) => reaching.join(' ')));
    assert.deepEqual([...reached].sort(), ['-- root@1', '-- root@2', '-J root@1 -- root@192.168.122.10']);
    assert.deepEqual(calls.filter(({ words }) => words.includes('pacemaker-remote')).map(({ reaching }) => reaching[1]), ['root@1']);
  });

  it('hands a key from one machine to another, with its hash', () => {
    for (const [name, from, digest] of [['half', 'root@1', 'ab'.repeat(32)], ['guest-key', 'root@1', 'ab'.repeat(32)], ['new-key', 'root@1', hash]] as const) {
      const of = setUps[name] ?? assert.fail();
      const calls = callsOf(written(of, telling(of)));
      assert.deepEqual(calls.filter(({ words }) => words[0] === 'base64').map(({ reaching }) => reaching), [['--', from]], name);
      const writing = calls.filter(({ words }) => words.some((word) => word.includes('base64 -d')));
      assert.deepEqual(writing.map(({ words, read }) => [words.at(-1), read]), [[digest, `${hash}\n`]], name);
    }
  });

  it('waits for a host that it has restarted', () => {
    const calls = callsOf(written(setUps['half'] ?? assert.fail(), telling(setUps['half'] ?? assert.fail())));
    const restart = calls.findIndex(({ words }) => words.join(' ') === 'systemctl reboot');
    const asks = (call: Call | undefined) => call?.words.some((word) => word.startsWith('--property=Userspace'));
    assert.ok(restart > 0 && asks(calls[restart - 1]) && asks(calls[restart + 1]));
    assert.ok(calls.findIndex(({ words }) => words.join(' ') === 'pcs cluster start --all') > restart, 'the cluster is started when its hosts need no restart any more');
  });

  it('asks for a password, and has it on no command line', () => {
    const of = setUps['no-cluster'] ?? assert.fail();
    const calls = callsOf(written(of, telling(of)));
    const [auth] = calls.filter(({ words }) => words.includes('auth'));
    assert.equal(auth?.read, 'yes\n');
    assert.ok(calls.every(({ words, reaching }) => ![...words, ...reaching].includes('yes')));
  });

  it('does nothing that needs a yes without one', () => {
    const of = setUps['trial'] ?? assert.fail();
    assert.match(written(of, telling(of)), /^agree /m);
    assert.throws(() => callsOf(written(of, telling(of)).replace(/^ {2}IFS= read -r answer$/m, '  answer=no')));
  });

  it('takes no name for more than a name', () => {
    for (const name of ["a'b", 'x; touch pwned', '$(touch pwned)', '`touch pwned`', 'a\ntouch pwned\n', '!x', '\\', 'a"b', '-rf', '*', '‮x', 'é 漢', '\r\ntouch pwned', '${HOME}', '#x', '']) {
      const zones = situation([
        bare('host1', { packager: null, system: { id: name, like: [], version: name, title: name }, firewall: { kind: 'firewalld', zones: [{ name, now: false, later: false }], others: [name] } }),
        bare(name, { packager: null, firewall: { kind: 'unknown', said: `${name}\ntouch pwned` } }),
      ]);
      const calls = callsOf(written(zones, telling(zones, null, name)));
      assert.deepEqual(calls.map(({ words }) => words), [['firewall-cmd', '--permanent', `--zone=${name}`, '--add-service=high-availability'], ['firewall-cmd', `--zone=${name}`, '--add-service=high-availability']], JSON.stringify(name));
      const hosts = situation([installed(name, { addresses: new Map() })]);
      const setUp = callsOf(written(hosts, telling(hosts, '0.11.5', name))).filter(({ words }) => words[1] === 'cluster');
      for (const { words } of setUp) assert.equal(words[4], name, JSON.stringify(name));
      const odd = { ...situation([member('host1')]), hosts: situation([member('host1', { services: new Map() })]).hosts.map((host) => ({ ...host, target: `x${name}` })) };
      for (const { reaching } of callsOf(written(odd, telling(odd, null, name)))) assert.equal(reaching.at(-1)?.trim(), `x${name}`.trim(), JSON.stringify(name));
    }
  });

  it('does nothing where nothing is missing', () => {
    assert.deepEqual(callsOf(written(setUps['done'] ?? assert.fail(), telling(setUps['done'] ?? assert.fail()))), []);
  });
});
