import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, Output } from '../../../src/core/command';
import { readCibVersion, readConfiguration } from '../../../src/core/commands/cib';
import { pacemakerVersion } from '../../../src/core/commands/pacemaker';
import { statusCommand, statusFormOf } from '../../../src/core/commands/status';
import { buildSnapshot } from '../../../src/core/buildSnapshot';
import { defaultCache } from '../../../src/practice/cachedFolder';
import { IsolatedRoot } from '../../../src/practice/isolatedRoot';
import { findPrograms } from '../../../src/practice/programs';
import { scratchInside } from '../../../src/practice/wayIn';
import { skip } from '../../skip';
import { factsOfSnapshot } from '../../unit/core/crmMonFacts';
import { factsOfText } from '../../unit/core/crmMonText';
import { valueOf } from '../../unit/core/fixtures';

describe('Pacemaker\'s own programs', function () {
  let inside: IsolatedRoot;
  const scratch = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-'));
  const cib = `${scratchInside}/cib.xml`;

  before(async function () {
    const programs = findPrograms(process.env['PACEMAKER_EXPLORER_CACHE'] ?? defaultCache());
    if (!programs) return skip(this, 'Pacemaker\'s programs are neither installed nor unpacked here');
    const started = await IsolatedRoot.start({ root: programs.root, scratch, hostname: 'alpha' });
    if (!started.ok) return skip(this, `the kernel refuses namespaces: ${JSON.stringify(started.fault)}`);
    inside = started.value;
    copyFileSync('test/fixtures/rendered/mixed/cib.xml', join(scratch, 'cib.xml'));
  });

  after(async () => {
    await inside?.dispose();
    rmSync(scratch, { recursive: true, force: true });
  });

  const run = async (argv: Command<unknown>['argv']): Promise<Output> => valueOf(await inside.run(argv, { env: { CIB_file: cib } }));
  const ask = async <T>(command: Command<T>): Promise<T> => valueOf(command.parse(await run(command.argv), 'alpha'));

  /** Lets the scheduler have its way until it has nothing left to do. */
  async function settle(...injected: readonly string[]): Promise<void> {
    for (let round = 0; round < 6; round++) {
      const output = await run(['crm_simulate', '-x', cib, ...(round === 0 ? injected : []), '-S', '-O', cib]);
      if (round > 0 && !/Resource action:|Fencing /.test(output.stdout)) return;
    }
  }

  async function compare(): Promise<readonly string[]> {
    const form = statusFormOf(await ask(pacemakerVersion()));
    const text = (await run(['crm_mon', '-1', '-r'])).stdout;
    const configuration = await ask(readConfiguration());
    for (const status of [await ask(statusCommand(form)), await ask(statusCommand('as-xml'))]) {
      for (const known of [configuration, null]) {
        const snapshot = buildSnapshot({ status, cib: known, domains: [], takenAt: 0, host: 'alpha', source: '' });
        assert.deepEqual(factsOfSnapshot(snapshot, { inactive: true }), factsOfText(text));
      }
    }
    return factsOfText(text);
  }

  it('say the same in XML as in text, read by our commands, while nodes come and go', async () => {
    await settle();
    assert.ok((await compare()).includes('resource vm-web ocf:heartbeat:VirtualDomain Started alpha'));
    await settle('--node-down=beta');
    const facts = await compare();
    assert.ok(facts.includes('Node beta offline') && !facts.some((fact) => fact.endsWith('Started beta')), facts.join('\n'));
    await settle('--node-up=beta');
    assert.ok((await compare()).includes('Node beta online'));
  });

  it('tell the version of the CIB as the whole CIB does', async () => {
    assert.deepEqual(await ask(readCibVersion()), (await ask(readConfiguration())).version);
  });
});
