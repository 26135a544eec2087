import type { ClusterDefinition, WatchState } from '../../../src/session/clusterState';
import { clusterRows } from '../../../src/render/clusterRows';
import { hostStatusText } from '../../../src/render/hostStatus';
import { statusBar } from '../../../src/render/statusBar';
import { statusText } from '../../../src/render/statusText';
import { dependentViews, viewFrame, viewRows, type DependentView } from '../../../src/render/viewFrame';
import { liveState } from '../../liveState';
import { drawnRows, drawnTooltips } from './drawnRows';
import { goldenText } from './goldenText';
import { t } from './plainTranslate';
import { recordedSnapshot } from './recordedSnapshot';

const definition: ClusterDefinition = {
  id: 'c1', name: 'mycluster', practice: false, readOnly: false,
  hosts: [{ target: 'host1', libvirtUri: 'qemu:///system' }, { target: 'host2', libvirtUri: 'qemu:///system' }],
};

const stages = [
  '10-guest-online-5-dummies', '20-after-kill', '30-vm-guest1-disabled', '40-host2-standby', '50-clone-promotable-group', '51-bundle-failing',
  '60-unmanaged', '61-disabled', '62-maintenance-mode', '63-dummy-failed', '64-ban-move', '70-stonith-configured',
];

describe('the views of recorded clusters', () => {
  let zone: string | undefined;
  before(() => {
    zone = process.env['TZ'];
    process.env['TZ'] = 'UTC';
  });
  after(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  for (const stage of stages) {
    it(stage, () => {
      const last = recordedSnapshot(`bookworm/${stage}`);
      const shown = { definition, state: liveState(last) };
      const now = last.takenAt + 12_000;
      const drawn = [
        `Clusters\n${drawnRows(clusterRows([shown], 'c1', now, t))}`,
        ...(Object.keys(dependentViews) as DependentView[]).map((name) => {
          const rows = viewRows(name, shown, t);
          return `\n${name} (${viewFrame(name, shown, rows, now, t).badge?.tooltip ?? 'no problem'})\n${drawnRows(rows)}`;
        }),
        `\nstatus bar: ${statusBar(shown, now, t)?.text ?? ''}\n`,
      ].join('');
      goldenText(`bookworm-${stage}`, drawn);
    });
  }

  for (const stage of ['20-after-kill', '70-stonith-configured']) {
    it(`${stage}: tooltips and sentences`, () => {
      const last = recordedSnapshot(`bookworm/${stage}`);
      const shown = { definition, state: liveState(last) };
      const rows = [clusterRows([shown], 'c1', last.takenAt, t), ...(Object.keys(dependentViews) as DependentView[]).map((name) => viewRows(name, shown, t))];
      goldenText(`bookworm-${stage}-tooltips`, rows.map(drawnTooltips).join('\n'));
    });
  }

  it('20-after-kill, while the other host sees it otherwise', () => {
    const last = recordedSnapshot('bookworm/20-after-kill');
    const nodes = last.nodes.map((node) => (node.name === 'host2' ? { ...node, online: false, unclean: true } : node));
    const other = {
      ...last,
      host: 'host2',
      nodes: last.nodes.map((node) => (node.name === 'host1' ? { ...node, online: false, dc: false } : { ...node, dc: node.name === 'host2' })),
      cluster: { ...last.cluster, dc: 'host2', quorum: false },
    };
    const watch: WatchState = { cluster: { kind: 'told', host: 'host1', program: 'crm_mon' }, libvirt: ['host1', 'host2'], lastEvent: { at: last.takenAt, host: 'host1', program: 'crm_mon' } };
    const state = liveState({ ...last, nodes }, { checkedAt: last.takenAt + 5_000, watch, otherViews: [{ host: 'host2', snapshot: other }] });
    const shown = { definition, state };
    const now = last.takenAt + 12_000;
    const clusters = clusterRows([shown], 'c1', now, t);
    const rows = viewRows('nodes', shown, t);
    goldenText('bookworm-20-after-kill-partition', [
      drawnRows(clusters), drawnTooltips(clusters), viewFrame('nodes', shown, rows, now, t).message, drawnRows(rows), hostStatusText(shown, 'host2', now, t),
    ].join('\n'));
  });

  it('20-after-kill: the status as text', () => {
    const last = recordedSnapshot('bookworm/20-after-kill');
    goldenText('bookworm-20-after-kill-status', statusText({ definition, state: liveState(last) }, last.takenAt, t));
  });
});
