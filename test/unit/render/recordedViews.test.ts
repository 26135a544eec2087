import type { ClusterDefinition } from '../../../src/session/clusterState';
import { clusterRows } from '../../../src/render/clusterRows';
import { statusBar } from '../../../src/render/statusBar';
import { statusText } from '../../../src/render/statusText';
import { dependentViews, viewFrame, viewRows, type DependentView } from '../../../src/render/viewFrame';
import { liveState } from '../../liveState';
import { drawnRows, drawnTooltips } from './drawnRows';
import { goldenText } from './goldenText';
import { t } from './plainTranslate';
import { recordedSnapshot } from './recordedSnapshot';

const definition: ClusterDefinition = {
  id: 'c1', name: 'mycluster', practice: false,
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

  it('20-after-kill: the status as text', () => {
    const last = recordedSnapshot('bookworm/20-after-kill');
    goldenText('bookworm-20-after-kill-status', statusText({ definition, state: liveState(last) }, last.takenAt, t));
  });
});
