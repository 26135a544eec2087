import type { StepId } from '../core/walkthrough/step';

/** Those that shape resources, what their defaults are, and constraints that say more than one thing. */
export const shapeCommand = {
  groupResource: 'pacemaker.resource.group',
  ungroupResource: 'pacemaker.resource.ungroup',
  cloneResource: 'pacemaker.resource.clone',
  uncloneResource: 'pacemaker.resource.unclone',
  setMeta: 'pacemaker.resource.setMeta',
  setUtilization: 'pacemaker.resource.setUtilization',
  placeResource: 'pacemaker.resource.place',
  createBundle: 'pacemaker.cluster.createBundle',
  setResourceDefault: 'pacemaker.cluster.setResourceDefault',
  setOperationDefault: 'pacemaker.cluster.setOperationDefault',
  addRule: 'pacemaker.constraint.addRule',
  addTicket: 'pacemaker.constraint.addTicket',
  addSets: 'pacemaker.constraint.addSets',
  setScore: 'pacemaker.constraint.setScore',
} as const;

export type ShapeCommandId = (typeof shapeCommand)[keyof typeof shapeCommand];

/** Those that change a cluster, and those that are about such changes. */
export const changeCommand = {
  disableResource: 'pacemaker.resource.disable',
  enableResource: 'pacemaker.resource.enable',
  restartResource: 'pacemaker.resource.restart',
  manageResource: 'pacemaker.resource.manage',
  unmanageResource: 'pacemaker.resource.unmanage',
  moveResource: 'pacemaker.resource.move',
  banResource: 'pacemaker.resource.ban',
  clearResource: 'pacemaker.resource.clear',
  cleanUpResource: 'pacemaker.resource.cleanup',
  refreshResource: 'pacemaker.resource.refresh',
  deleteResource: 'pacemaker.resource.delete',
  createResource: 'pacemaker.resource.create',
  createFenceDevice: 'pacemaker.fenceDevice.create',
  updateResource: 'pacemaker.resource.update',
  standbyNode: 'pacemaker.node.standby',
  unstandbyNode: 'pacemaker.node.unstandby',
  startNodeMaintenance: 'pacemaker.node.startMaintenance',
  endNodeMaintenance: 'pacemaker.node.endMaintenance',
  cleanUpNode: 'pacemaker.node.cleanup',
  refreshNode: 'pacemaker.node.refresh',
  takeDownNode: 'pacemaker.node.takeDown',
  bringBackNode: 'pacemaker.node.bringBack',
  startNode: 'pacemaker.node.start',
  stopNode: 'pacemaker.node.stop',
  enableNode: 'pacemaker.node.enable',
  disableNode: 'pacemaker.node.disable',
  setNodeAttribute: 'pacemaker.node.setAttribute',
  setNodeUtilization: 'pacemaker.node.setUtilization',
  fenceNode: 'pacemaker.node.fence',
  confirmFenced: 'pacemaker.node.confirmFenced',
  addFencingLevel: 'pacemaker.node.addFencingLevel',
  removeNode: 'pacemaker.node.remove',
  clearNode: 'pacemaker.node.clear',
  deleteFencingLevel: 'pacemaker.fencing.deleteLevel',
  forgetFencing: 'pacemaker.fencing.cleanup',
  startCluster: 'pacemaker.cluster.start',
  stopCluster: 'pacemaker.cluster.stop',
  enableCluster: 'pacemaker.cluster.enable',
  disableCluster: 'pacemaker.cluster.disable',
  destroyCluster: 'pacemaker.cluster.destroy',
  standbyAll: 'pacemaker.cluster.standby',
  unstandbyAll: 'pacemaker.cluster.unstandby',
  authenticateHosts: 'pacemaker.cluster.authenticate',
  addNode: 'pacemaker.cluster.addNode',
  createCluster: 'pacemaker.cluster.createCluster',
  startMaintenance: 'pacemaker.cluster.startMaintenance',
  endMaintenance: 'pacemaker.cluster.endMaintenance',
  setProperty: 'pacemaker.cluster.setProperty',
  cleanUpCluster: 'pacemaker.cluster.cleanup',
  refreshCluster: 'pacemaker.cluster.refreshAll',
  addLocation: 'pacemaker.constraint.addLocation',
  addColocation: 'pacemaker.constraint.addColocation',
  addOrder: 'pacemaker.constraint.addOrder',
  deleteConstraint: 'pacemaker.constraint.delete',
  cleanUpFailedAction: 'pacemaker.failedAction.cleanup',
  ...shapeCommand,
  undoChange: 'pacemaker.undoChange',
  showFencingHistory: 'pacemaker.fencing.showHistory',
  showChanges: 'pacemaker.showChanges',
  copyChanges: 'pacemaker.copyChanges',
  saveSupportBundle: 'pacemaker.saveSupportBundle',
  verifyCluster: 'pacemaker.cluster.verify',
} as const;

export type ChangeCommandId = (typeof changeCommand)[keyof typeof changeCommand];

/** Those that are about a cluster as a whole: what might happen to it, its configuration, and parts of that as commands. Those that only ask serve a cluster that is read-only, too. */
export const wholeCommand = {
  whatIf: 'pacemaker.whatIf',
  showResilience: 'pacemaker.showResilience',
  copyAsCommand: 'pacemaker.copyAsCommand',
  editConfiguration: 'pacemaker.editConfiguration',
  showCheckpoints: 'pacemaker.showCheckpoints',
  setUp: 'pacemaker.cluster.setUp',
  setUpGuest: 'pacemaker.cluster.setUpGuest',
  showChecklist: 'pacemaker.cluster.showChecklist',
  exportRunbook: 'pacemaker.cluster.exportRunbook',
  exportSetUpScript: 'pacemaker.cluster.exportSetUpScript',
  checkGuestSetUp: 'pacemaker.guest.checkSetUp',
} as const;

export type WholeCommandId = (typeof wholeCommand)[keyof typeof wholeCommand];

/** Ids that VS Code and the code share. They are kept for good: keyboard shortcuts and settings of users name them. */
export const command = {
  addCluster: 'pacemaker.cluster.add',
  editCluster: 'pacemaker.cluster.edit',
  removeCluster: 'pacemaker.cluster.remove',
  forgetPasswords: 'pacemaker.forgetPasswords',
  connect: 'pacemaker.cluster.connect',
  disconnect: 'pacemaker.cluster.disconnect',
  refresh: 'pacemaker.cluster.refresh',
  makeActive: 'pacemaker.cluster.makeActive',
  openCib: 'pacemaker.cluster.openCib',
  copyStatusAsText: 'pacemaker.cluster.copyStatusAsText',
  copyStatusAsJson: 'pacemaker.cluster.copyStatusAsJson',
  openTerminal: 'pacemaker.host.openTerminal',
  openHostStatus: 'pacemaker.host.openStatus',
  openHostLog: 'pacemaker.host.openLog',
  forgetHostKey: 'pacemaker.host.forgetKey',
  openDomainXml: 'pacemaker.guest.openDomainXml',
  openResource: 'pacemaker.resource.open',
  explainFailedAction: 'pacemaker.failedAction.explain',
  openFailureLog: 'pacemaker.failedAction.openLog',
  copyFailedAction: 'pacemaker.failedAction.copy',
  revealNode: 'pacemaker.revealNode',
  revealResource: 'pacemaker.revealResource',
  copyName: 'pacemaker.copyName',
  copyId: 'pacemaker.copyId',
  showLog: 'pacemaker.showLog',
  startPractice: 'pacemaker.practice.start',
  injectFailure: 'pacemaker.practice.injectFailure',
  resetPractice: 'pacemaker.practice.reset',
  stopPractice: 'pacemaker.practice.stop',
  ...changeCommand,
  ...wholeCommand,
} as const;

export type CommandId = (typeof command)[keyof typeof command];

export const viewContainer = 'pacemaker';

/** In the order of the sidebar. */
export const view = {
  clusters: 'pacemaker.clusters',
  nodes: 'pacemaker.nodes',
  guests: 'pacemaker.guests',
  resources: 'pacemaker.resources',
  constraints: 'pacemaker.constraints',
} as const;

export type ViewId = (typeof view)[keyof typeof view];

export const setting = {
  clusters: 'pacemaker.clusters',
  refreshInterval: 'pacemaker.refreshInterval',
  connectTimeout: 'pacemaker.connectTimeout',
  keepaliveInterval: 'pacemaker.keepaliveInterval',
  keepaliveCount: 'pacemaker.keepaliveCount',
  startPracticeAutomatically: 'pacemaker.practice.startAutomatically',
} as const;

export type SettingId = (typeof setting)[keyof typeof setting];

/** What when-clauses ask; the extension sets them with `setContext`. */
export const contextKey = {
  /** Boolean: at least one cluster is configured. */
  hasClusters: 'pacemaker.hasClusters',
  /** `ActiveState`: how the cluster shown stands. */
  activeState: 'pacemaker.activeState',
  /** Boolean: a practice cluster runs. */
  practiceRunning: 'pacemaker.practiceRunning',
  /** Boolean: nothing may be changed on the cluster shown. */
  readOnly: 'pacemaker.readOnly',
  /** True for a moment: hosts of some cluster answer, whether it runs or not. */
  hostsAnswer: 'pacemaker.hostsAnswer',
} as const;

/** True for a moment: the step of a set-up was found to be done, or not to be needed. */
export function stepKey(id: StepId): string {
  return `pacemaker.step.${id}`;
}

/** The same key where it is about a practice cluster: what is practised ticks off nothing that is about real hosts. */
export function practiceKey(key: string): string {
  return key.replace('pacemaker.', 'pacemaker.practice.');
}

/** `none` when no cluster is active; otherwise the kind of its `ClusterState`. */
export type ActiveState = 'none' | 'disconnected' | 'connecting' | 'live' | 'stopped' | 'unconfigured' | 'stale';
