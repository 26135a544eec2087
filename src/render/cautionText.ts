import type { Caution } from '../core/change/caution';
import { displayName as name } from './displayName';
import { nameList } from './nameList';
import type { Translate } from './row';

/** What a person has to know before saying yes. */
export function cautionText(caution: Caution, t: Translate): string {
  switch (caution.code) {
    case 'forces':
      return t('With --force pcs leaves out the check that refused this, and others with it. The cluster may then be left with a configuration that it cannot carry out.');
    case 'stops':
      return caution.resources.length === 1 ? t('{0} stops, and stays stopped.', nameList(caution.resources, t)) : t('These stop, and stay stopped: {0}.', nameList(caution.resources, t, 8));
    case 'stops-inside-guest':
      return t('The guest {0} goes down, and with it what runs inside: {1}.', name(caution.guest), nameList(caution.resources, t, 8));
    case 'no-way-back':
      return t('This cannot be taken back: the configuration could not be read.');
    case 'sets-lost':
      return t('This cannot be taken back: these constraints have it in a set, where its place would be lost: {0}.', nameList(caution.ids, t, 8));
    case 'out-of-tags':
      return t('It is taken out of these tags, and a tag that has nothing else goes: {0}. Nothing puts it back there.', nameList(caution.tags, t, 8));
    case 'secret-lost':
      return t('This cannot be taken back: nobody here knows what {0} of {1} is set to now.', nameList(caution.names, t), name(caution.resource));
    case 'leaves-constraint':
      return t('A constraint stays behind that decides where {0} may run, until you clear it.', name(caution.resource));
    case 'replaces-constraint':
      return t('These constraints are taken out for it: {0}.', nameList(caution.ids, t, 8));
    case 'move-may-refuse':
      return t('pcs refuses to move {0} if it would not stay there without a constraint, by its stickiness or other constraints.', name(caution.resource));
    case 'takes-out':
      return t('These are in the configuration now and would not be any more: {0}.', nameList(caution.ids, t, 8));
    case 'others-depend':
      return t('This goes with it: {0}.', nameList(caution.ids, t, 8));
    case 'not-watched':
      return t('The cluster will not react when these fail: {0}.', nameList(caution.resources, t, 8));
    case 'no-fencing':
      return t('Nodes that are lost are no longer fenced. What ran there may come to run twice and destroy its data.');
    case 'unmanaged-blocks':
      return t('The cluster does not manage these, so they go on running, and what has to wait until they have stopped waits too: {0}.', nameList(caution.resources, t, 8));
    case 'may-restart':
      return t('{0} may be stopped and started again, and with it what depends on it: only some agents take new values while they run.', name(caution.resource));
    case 'no-targets':
      return t('{0} does not say which nodes it fences (pcmk_host_list or pcmk_host_map). Pacemaker then asks the device, and fences nothing whose name the device does not know.', name(caution.device));
    case 'guest-by-hand':
      return t('This makes {0} a guest node by hand, which pcs only does when forced. Pacemaker’s key has to be on the guest, and pacemaker_remote has to run there: “pcs cluster node add-guest” would see to both where pcsd answers on the guest.', name(caution.guest));
    case 'guest-skipped':
      return t('pcs gives {0} Pacemaker’s key and starts pacemaker_remote there only where it was authenticated with pcsd on it, and goes on where it was not: then both have to be seen to already.', name(caution.guest));
    case 'unchecked-by-pcs':
      return t('Because there is a secret among the values, cibadmin writes this, which reads them from its standard input. Unlike pcs it does not ask the agent whether the values are right.');
    case 'probes-again':
      return t('The cluster forgets what it knows and looks at everything concerned again, which on a large cluster is a lot at once.');
    case 'confirm-destroys-data':
      return t('Say this only when you have seen yourself that {0} is off. The cluster starts elsewhere what ran there; if {0} still runs, both write to the same data and destroy it. Nothing brings that back.', name(caution.node));
    case 'still-answers':
      return t('The cluster still hears of {0}: it is most likely not off.', name(caution.node));
    case 'power-cut':
      return caution.resources.length === 0
        ? t('{0} is reset or switched off at once, as by a power cut.', name(caution.node))
        : t('{0} is reset or switched off at once, as by a power cut, with what runs there: {1}.', name(caution.node), nameList(caution.resources, t, 8));
    case 'no-device':
      return t('No fence device runs in this cluster, so this will most likely fail and {0} stays as it is.', name(caution.node));
    case 'cluster-stops':
      return caution.resources.length === 0
        ? t('No host is left that runs the cluster.')
        : t('No host is left that runs the cluster, and all that it manages stops: {0}.', nameList(caution.resources, t, 8));
    case 'quorum-lost':
      return caution.policy === 'ignore'
        ? t('The hosts that are left have too few votes for quorum. The cluster is set to go on all the same (no-quorum-policy is ignore).')
        : t('The hosts that are left have too few votes for quorum, and then the cluster does what no-quorum-policy says ({0}): most of what it runs stops. pcs refuses this unless it is forced.', name(caution.policy));
    case 'destroys-cluster':
      return caution.nodes.length === 0
        ? t('The configuration of the cluster is removed from all of its hosts. Nothing brings it back; keep a copy of the CIB if you may want it again.')
        : t('The configuration of the cluster is removed from these hosts: {0}. Nothing brings it back; keep a copy of the CIB if you may want it again.', nameList(caution.nodes, t, 8));
    case 'leaves-cluster':
      return t('The cluster is stopped on {0} and its configuration is removed there. To have it back it has to be added anew.', name(caution.node));
    case 'old-cluster-lost':
      return t('These hosts are taken to be in no cluster: {0}. Where one is in a cluster, or has what is left of one, pcs refuses. Forced, it would stop that cluster there and remove its configuration, and nothing brings it back.', nameList(caution.hosts, t, 8));
    case 'needs-fencing':
      return t('A new cluster starts no resource until it has a fence device, or until its property stonith-enabled is false.');
    case 'forgets-node':
      return caution.isHost
        ? t('Only for a node that has been removed for good: what the cluster knows of {0} is lost, its attributes, its utilization, its history. If it is merely switched off, leave it. pcs refuses this of a host that the cluster is still set up with; do not force it then.', name(caution.node))
        : t('Only for a node that has been removed for good: what the cluster knows of {0} is lost, its attributes, its utilization, its history.', name(caution.node));
    case 'answers-here':
      return t('This window sees the cluster through {0}. When it leaves, another of your hosts has to tell how it ends.', name(caution.node));
    case 'cleanup-may-fence-guest':
      return t('The connection to the guest {0} has failed, and with fencing on Pacemaker may fence the guest when that alone is forgotten. So its VM is stopped first and started again afterwards.', name(caution.guest));
    case 'together':
      return t('These run now, and are stopped and started again as far as they are not on one node and in their order: {0}.', nameList(caution.resources, t, 8));
    case 'apart':
      return t('Nothing keeps these on one node, or in their order, any more: {0}.', nameList(caution.resources, t, 8));
    case 'counts-for-whole':
      return t('These constraints were made for one of them alone, and decide over the whole then: {0}.', nameList(caution.ids, t, 8));
    case 'runs-many':
      return t('{0} is started on every node that may run it. Make sure that it can run several times at once: two that write to one place destroy it.', name(caution.resource));
    case 'stops-all-but-one':
      return t('{0} goes on running on one of these nodes and stops on the others: {1}.', name(caution.resource), nameList(caution.nodes, t, 8));
    case 'bundle-empty':
      return t('{0} runs what its image runs, and no resource of the cluster until one is put into it.', name(caution.bundle));
    case 'must':
      return t('A score of INFINITY is a must, and -INFINITY a must not: where {0} cannot be kept, what it is about stops.', name(caution.id));
    case 'single-member':
      return t('A set with {0} alone orders nothing and keeps nothing together.', name(caution.resource));
    case 'ticket-not-granted':
      return t('The ticket {0} is not granted to this cluster, so these stop, or are demoted, at once: {1}.', name(caution.ticket), nameList(caution.resources, t, 8));
    case 'counts-for-all':
      return caution.of === 'resource' ? t('This counts for every resource that does not say otherwise.') : t('This counts for every operation that does not say otherwise, of every resource.');
    case 'no-placement-strategy':
      return t('The cluster takes no notice of utilization while its property placement-strategy is not set.');
  }
}
