import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Words } from '../../../src/core/change/plan';
import { addingName, killingRemote, shuttingDown, writingDomain } from '../../../src/core/walkthrough/guestCommands';

describe('The commands that make a virtual machine ready to be a guest node', () => {
  const folders: string[] = [];
  const folder = () => {
    folders.push(mkdtempSync(join(tmpdir(), 'guest-')));
    return folders.at(-1) ?? '';
  };
  after(() => folders.forEach((each) => rmSync(each, { recursive: true })));
  const run = ([program, ...args]: Words, { input = '', path = '' } = {}) => spawnSync(program, args, { encoding: 'utf8', input, env: { ...process.env, PATH: `${path}:${process.env['PATH'] ?? ''}` } });

  it('are of one line each, which any shell can be given', () => {
    for (const words of [addingName('', ''), shuttingDown('', '', 1), ...writingDomain(''), killingRemote]) assert.ok(words.every((word) => !/[\n!]/.test(word)), words.join(' '));
  });

  describe('for its name', () => {
    const hosts = (text: string) => {
      const file = join(folder(), 'hosts');
      writeFileSync(file, text);
      return file;
    };

    it('write a line where nothing knows the name, behind one without an end, too', () => {
      for (const [before, after] of [['127.0.0.1\tlocalhost\n', '127.0.0.1\tlocalhost\n'], ['127.0.0.1\tlocalhost', '127.0.0.1\tlocalhost\n'], ['', '']] as const) {
        const file = hosts(before);
        assert.equal(run(addingName('192.0.2.10', 'guest-that-nobody-knows.invalid', file)).status, 0);
        assert.equal(readFileSync(file, 'utf8'), `${after}192.0.2.10\tguest-that-nobody-knows.invalid\n`);
      }
    });

    it('write none where something does', () => {
      const file = hosts('127.0.0.1\tlocalhost\n');
      assert.equal(run(addingName('192.0.2.10', 'localhost', file)).status, 0);
      assert.equal(readFileSync(file, 'utf8'), '127.0.0.1\tlocalhost\n');
    });

    it('take it for a name, whatever it is', () => {
      const file = hosts('');
      run(addingName('192.0.2.10', '$(touch here).invalid', file));
      assert.equal(readFileSync(file, 'utf8'), '192.0.2.10\t$(touch here).invalid\n');
    });
  });

  describe('for its file', () => {
    const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
    const xml = "<domain type='kvm'>\n  <name>guest1</name>\n</domain>\n\n";
    const write = (at: string, input: string) => writingDomain(join(at, 'guest1.xml'), { folder: at, group }).map((words, index, all) => run(words, index === all.length - 1 ? { input } : {}).status).at(-1);

    it('write it whole, for its group to read', () => {
      const at = join(folder(), 'pacemaker');
      assert.equal(write(at, xml), 0);
      assert.deepEqual([readdirSync(at), readFileSync(join(at, 'guest1.xml'), 'utf8'), (statSync(join(at, 'guest1.xml')).mode & 0o777).toString(8)], [['guest1.xml'], xml, '640']);
    });

    it('leave nothing of one that came cut', () => {
      const at = join(folder(), 'pacemaker');
      assert.notEqual(write(at, xml.slice(0, 30)), 0);
      assert.deepEqual(readdirSync(at), []);
    });

    it('leave one that is there', () => {
      const at = join(folder(), 'pacemaker');
      write(at, xml);
      assert.notEqual(write(at, xml.replace('kvm', 'qemu')), 0);
      assert.deepEqual([readdirSync(at), readFileSync(join(at, 'guest1.xml'), 'utf8')], [['guest1.xml'], xml]);
    });
  });

  describe('that shut it down', () => {
    /** A virsh that says these states one after the other, and the last of them for good; an empty one is none, as of a domain that is gone. */
    const virsh = (...states: readonly string[]) => {
      const path = folder();
      writeFileSync(join(path, 'states'), states.map((state) => `${state}\n`).join(''));
      const script = `#!/bin/sh\necho "$@" >>${path}/asked\ncase $3 in shutdown) exit 0;; esac\nstate=$(head -n 1 ${path}/states)\n`
        + `[ "$(wc -l <${path}/states)" -eq 1 ] || sed -i 1d ${path}/states\n[ -n "$state" ] || exit 1\necho "$state"\necho\n`;
      writeFileSync(join(path, 'virsh'), script);
      chmodSync(join(path, 'virsh'), 0o755);
      return path;
    };
    const asked = (path: string) => readFileSync(join(path, 'asked'), 'utf8').split('\n').filter(Boolean);

    it('wait until it is off', () => {
      const path = virsh('running', 'shut off');
      assert.equal(run(shuttingDown('qemu:///system', 'guest 1', 9), { path }).status, 0);
      assert.deepEqual(asked(path), ['--connect qemu:///system shutdown --domain guest 1', ...Array<string>(2).fill('--connect qemu:///system domstate --domain guest 1')]);
    });

    it('are done with one that is gone when it is off', () => assert.equal(run(shuttingDown('qemu:///system', 'guest1', 9), { path: virsh('running', '') }).status, 0));

    it('say of one that does not hear that it is still there', () => {
      const { status, stderr } = run(shuttingDown('qemu:///system', 'guest1', 1), { path: virsh('running') });
      assert.deepEqual([status, stderr], [1, 'guest1 is still running after 1 seconds\n']);
    });
  });
});
