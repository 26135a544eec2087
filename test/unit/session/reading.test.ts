import assert from 'node:assert/strict';
import type { Output } from '../../../src/core/command';
import { answer, type ScriptedLink } from './scriptedLink';
import { count, healthy, scriptedCluster, scriptOf } from './scriptedCluster';

const version = 'cibadmin --query --xpath /cib --no-children';

/** A host whose CIB a test counts on; `attribute` is what a node attribute is in its status. */
function changingHost() {
  const host = { updates: 100, attribute: 'a', afterStatus: () => undefined as void };
  const text = (line: string) => (healthy[line] as Output).stdout;
  const counted = (line: string) => answer(text(line).replace(/ num_updates="\d+"/, ` num_updates="${host.updates}"`));
  const table = scriptOf(healthy);
  const cluster = scriptedCluster({
    alpha: (line, options) => {
      if (line === version || line === 'cibadmin --query') return counted(line);
      if (!line.startsWith('crm_mon --one-shot')) return table(line, options);
      const status = answer(text('crm_mon --one-shot').replace(/<summary>/, `<summary><!-- ${host.attribute} -->`).replace(/name="host2" id="2" online="true"/, `name="host2" id="2" online="${host.attribute === 'a'}"`));
      host.afterStatus();
      return status;
    },
  });
  const change = () => {
    host.updates += 1;
    host.attribute = 'b';
  };
  const host2 = () => cluster.session.state.last?.nodes.find(({ name }) => name === 'host2')?.online;
  return { ...cluster, host, change, host2 };
}

const alpha = ({ links: [link] }: { readonly links: readonly ScriptedLink[] }) => link!;

describe('A reading', () => {
  for (const when of ['the first', 'a later']) {
    it(`does not take a change for read that came after the status: ${when} one`, async () => {
      const cluster = changingHost();
      const { session, clock, host, change, host2 } = cluster;
      session.setAttention('visible');
      const comesBetween = () => {
        host.afterStatus = () => undefined;
        change();
      };
      if (when === 'the first') host.afterStatus = comesBetween;
      await session.connect({ mayAsk: false });
      await clock.advance(40_000);
      if (when === 'a later') {
        host.afterStatus = comesBetween;
        await session.refresh({ mayAsk: false });
      }
      assert.equal(host.updates, 101);
      for (const watch of alpha(cluster).watches) watch.sign();
      await clock.advance(1_000);
      assert.equal(host2(), false);
      assert.equal(session.state.last?.cibVersion?.numUpdates, 101);
    });
  }

  it('is followed by no other one where nothing changed', async () => {
    const cluster = changingHost();
    const { session, clock } = cluster;
    session.setAttention('visible');
    await session.connect({ mayAsk: false });
    await clock.advance(40_000);
    const before = count(alpha(cluster), 'crm_mon --one-shot');
    await session.refresh({ mayAsk: false });
    await clock.advance(40_000);
    assert.equal(count(alpha(cluster), 'crm_mon --one-shot'), before + 1);
  });
});
