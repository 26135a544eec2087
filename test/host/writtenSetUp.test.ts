import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command } from '../../src/actions/ids';
import { manifest } from '../../src/actions/manifest';
import type { Clock } from '../../src/core/surroundings';
import { quote } from '../../src/remote/quote';
import type { Subject } from '../../src/render/row';
import type { Clusters } from '../../src/session/clusters';
import { checklistKey, heldAddress } from '../../src/ui/documentUri';
import { guestCheckHandlers } from '../../src/ui/guestCheckCommands';
import { runbookHandlers } from '../../src/ui/runbookCommands';
import { guestSession, moment } from './guestSession';
import { heldTexts } from './heldTexts';

const lab: Subject = { kind: 'cluster', cluster: 'lab' };

describe('A set-up that is written down in VS Code', function () {
  this.timeout(60_000);
  const clock: Clock = { now: () => 0, after: () => ({ dispose: () => undefined }) };
  const clustersOf = (session: ReturnType<typeof guestSession>['session']) => ({ session: () => session }) as unknown as Clusters;
  const chosen = { get: () => ({ lab: [{ domain: 'guest1', node: 'guest1', user: 'root', address: null }] }), update: async () => undefined } as unknown as Pick<vscode.Memento, 'get' | 'update'>;
  const forgotten = { get: <T>(_: string, fallback?: T) => fallback, update: async () => undefined } as unknown as Pick<vscode.Memento, 'get' | 'update'>;
  const done = { ok: true, value: undefined };
  after(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  const shown = () => vscode.window.activeTextEditor?.document ?? assert.fail('no document is shown');

  it('is a Markdown document that can be saved, with the guest that was chosen last', async () => {
    const { session, ran } = guestSession(moment('10-guest-online-5-dummies'));
    const handlers = runbookHandlers({ clusters: clustersOf(session), clock, line: quote, state: chosen });
    assert.deepEqual(await handlers[command.exportRunbook]([lab]), done);
    const { languageId, isUntitled } = shown();
    assert.deepEqual([languageId, isUntitled], ['markdown', true]);
    assert.match(shown().getText(), /^# Set-up of the hosts of lab and of the guest guest1\n[^]*\n## Recovery\n/);
    assert.deepEqual(ran, []);
  });

  it('is a shell script of what is missing, on a cluster that is read-only, too', async () => {
    const { session, ran } = guestSession(null);
    const readOnly = Object.assign(Object.create(session) as typeof session, { definition: { ...session.definition, readOnly: true } });
    const handlers = runbookHandlers({ clusters: clustersOf(readOnly), clock, line: quote, state: forgotten });
    assert.deepEqual(await handlers[command.exportSetUpScript]([lab]), done);
    const { languageId, isUntitled } = shown();
    assert.deepEqual([languageId, isUntitled], ['shellscript', true]);
    assert.match(shown().getText(), /^#!\/bin\/sh\n[^]*\nset -eu\n[^]*\non_1\(\) \{ ssh -- host1 "\$1"; \}\n/);
    assert.deepEqual(ran, []);
  });

  it('is offered by the title bar of a checklist, as the editor spells its address', () => {
    const { when } = (manifest().contributes.menus['editor/title'] as readonly { readonly command: string; readonly when: string }[]).find((each) => each.command === command.exportRunbook) ?? assert.fail();
    const pattern = /resource =~ \/(.*)\//.exec(when)?.[1] ?? assert.fail(when);
    const address = (key: string) => vscode.Uri.from(heldAddress('lab', 'Set-up Checklist', 'txt', key)).toString();
    assert.match(address(checklistKey('lab')), new RegExp(pattern));
    assert.doesNotMatch(address('whatif-1'), new RegExp(pattern));
  });

  it('is refused where the hosts are those of a practice cluster', async () => {
    const { session } = guestSession(null);
    const practice = Object.assign(Object.create(session) as typeof session, { definition: { ...session.definition, practice: true } });
    const handlers = runbookHandlers({ clusters: clustersOf(practice), clock, line: quote, state: forgotten });
    assert.deepEqual(await handlers[command.exportSetUpScript]([lab]), { ok: false, fault: { code: 'practice-hosts', cluster: 'lab' } });
  });

  it('is a check of a guest, from its own row, from its node’s and from its host’s', async () => {
    const { session, ran } = guestSession(moment('10-guest-online-5-dummies'));
    const { documents, texts } = await heldTexts();
    const handlers = guestCheckHandlers({ clusters: clustersOf(session), documents, clock, line: quote, state: forgotten });
    for (const subject of [{ kind: 'guest', cluster: 'lab', guest: 'guest1', host: 'host1' }, { kind: 'node', cluster: 'lab', node: 'guest1' }, { kind: 'node', cluster: 'lab', node: 'host1' }, { kind: 'host', cluster: 'lab', host: 'host1' }] as const) {
      assert.deepEqual(await handlers[command.checkGuestSetUp]([subject]), done);
    }
    assert.equal(texts.length, 4);
    assert.equal(new Set(texts).size, 1);
    assert.match(texts[0] ?? '', /^The guest node guest1, virtual machine guest1, of lab, as it was found at /);
    assert.match(texts[0] ?? '', /\nFine\n====\n/);
    assert.deepEqual(ran, []);
  });
});
