import type { ClusterNode } from '../core/snapshot';
import { displayName, displayNameOrNull } from './displayName';
import { nodeState, type NodeContext } from './nodeState';
import { pairs } from './pairs';
import { phrase } from './phrase';
import type { LazyTooltip, Translate } from './row';
import { line, sentences } from './tooltipLines';

/** The rest about a node. `sights` is what other hosts say otherwise of it. */
export function nodeTooltip(node: ClusterNode, context: NodeContext, sights: readonly string[], t: Translate): LazyTooltip {
  const { guest, disabled } = context;
  return {
    from: { node, guest: guest?.state ?? null, disabled, sights },
    build: () => ({
      title: displayName(node.name),
      lines: [
        ...sentences(reasons(node, context, t)),
        ...line(t('Kind'), nodeKindWord(node, t)),
        ...line(t('State'), phrase(nodeState(node, context, t).words)),
        ...line(t('Other hosts'), phrase(sights)),
        ...line(node.kind === 'guest' ? t('VM resource') : t('Resource'), displayNameOrNull(node.resource)),
        ...line(t('Runs on'), displayNameOrNull(node.host)),
        ...line(t('Connected from'), displayNameOrNull(node.connectionHost)),
        ...line(t('Health'), displayNameOrNull(node.health)),
        ...line(t('Id'), node.kind === 'cluster' ? displayName(node.id) : null),
        ...line(t('Feature set'), displayNameOrNull(node.featureSet)),
        ...line(t('Attributes'), pairs(node.attributes)),
        ...line(t('Utilization'), pairs(node.utilization)),
      ],
    }),
  };
}

function reasons(node: ClusterNode, { guest, disabled }: NodeContext, t: Translate): readonly (string | null)[] {
  return [
    node.unclean ? t('The cluster does not know what still runs there. It has to be fenced before its resources can run elsewhere.') : null,
    guest?.state === 'connection-lost' ? t('Its virtual machine runs, but Pacemaker has no connection to pacemaker_remote inside it.') : null,
    guest?.state === 'recovering' ? t('The cluster is stopping, starting or moving its virtual machine.') : null,
    !node.online && disabled ? t('Its resource is disabled.') : null,
    node.standbyOnFail === true ? t('A failed operation put it in standby (on-fail=standby). It stays so until the failure is cleaned up.') : null,
    node.standby && node.standbyOnFail !== true ? t('It is in standby: it may not run resources.') : null,
    node.maintenance ? t('It is in maintenance: Pacemaker neither starts, stops nor monitors what runs there.') : null,
    node.pending ? t('It is joining the cluster.') : null,
    node.shutdown === true ? t('It was asked to shut down.') : null,
  ];
}

/** In Pacemaker's words. */
function nodeKindWord({ kind }: ClusterNode, t: Translate): string {
  switch (kind) {
    case 'cluster': return t('cluster node');
    case 'remote': return t('remote node');
    case 'guest': return t('guest node');
    case 'bundle': return t('bundle node');
  }
}
