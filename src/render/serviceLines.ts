import type { ClusterServices, QuorumReport } from '../core/snapshot';
import { displayName } from './displayName';
import { phrase } from './phrase';
import type { TooltipLine, Translate } from './row';
import { line } from './tooltipLines';

/** pcsd, daemons, votes and SBD: what no status document tells. Nothing for what was not read. */
export function serviceLines(services: ClusterServices | undefined, t: Translate): readonly TooltipLine[] {
  if (services === undefined) return [];
  const { daemons, quorum, sbd } = services;
  return [
    ...line(t('pcsd'), daemons && daemons.pcsd.map(({ node, state }) => `${displayName(node)} ${displayName(state)}`).join(', ')),
    ...line(t('Daemons'), daemons && daemons.daemons.map(({ name, active, enabled }) => `${displayName(name)} ${displayName(active)}/${displayName(enabled)}`).join(', ')),
    ...line(t('Votes'), quorum && votesText(quorum, t)),
    ...line(t('Quorum device'), quorum && deviceText(quorum, t)),
    ...line(t('SBD'), sbd === null ? null : sbd.installed ? phrase([displayName(sbd.active), displayName(sbd.enabled)]) : null),
  ];
}

function votesText({ totalVotes, expectedVotes, quorum, flags }: QuorumReport, t: Translate): string {
  return phrase([
    totalVotes === null || expectedVotes === null ? null : t('{0} of {1}', totalVotes, expectedVotes),
    quorum === null ? null : t('{0} needed', quorum),
    flags.map(displayName).join(' '),
  ]);
}

/** Letters of corosync for the device as each member sees it: `A` alive, `V` votes, `NR` not registered. */
function deviceText({ device, members }: QuorumReport, t: Translate): string | null {
  if (device === null) return null;
  const seen = members.filter((member) => member.device !== null).map((member) => `${displayName(member.name)} ${displayName(member.device ?? '')}`);
  return phrase([device.votes === null ? null : device.votes === 1 ? t('1 vote') : t('{0} votes', device.votes), ...seen]);
}
