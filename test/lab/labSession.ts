import { type DependentView, dependentViews, viewRows } from '../../src/render/viewFrame';
import { rowsText } from '../../src/render/rowsText';
import { ChangeLog } from '../../src/session/changeLog';
import { ClusterSession } from '../../src/session/clusterSession';
import { readInPlace } from '../../src/session/documentReader';
import type { HostLink } from '../../src/session/ports';
import { systemClock } from '../unit/remote/doubles';
import { t } from '../unit/render/plainTranslate';

/** The lab's cluster as it is when a person has configured these hosts and looks at it. Nothing is connected yet. */
export function openSession(targets: readonly string[], openLink: (target: string) => HostLink, changeLog = new ChangeLog()): ClusterSession {
  const hosts = targets.map((target) => ({ target, libvirtUri: 'qemu:///system' }));
  const session = new ClusterSession({ id: 'lab', name: 'lab', hosts, practice: false, readOnly: false }, {
    openLink: (host) => openLink(host.target),
    documents: readInPlace,
    clock: systemClock,
    changeLog,
    intervalMs: () => 5_000,
  });
  session.setAttention('visible');
  return session;
}

/** What stands in the views of nodes, guests, resources and constraints, in lines. */
export function shownRows({ definition, state }: Pick<ClusterSession, 'definition' | 'state'>): readonly string[] {
  const names = Object.keys(dependentViews) as DependentView[];
  return names.flatMap((name) => [name, ...rowsText(viewRows(name, { definition, state }, t), '  ')]);
}
