import type { Output } from '../../core/command';
import { hostsFile, type Machine, type MachineFile, textOf } from './machine';
import { addressPart, inParts } from './probeAnswer';

/** What a look of a host at a guest is told that is not in the host's own files. */
export interface GuestThere {
  /** What the host's virsh answers to these words. */
  readonly virsh: (...words: readonly string[]) => Output;
  /** What becomes of a connection to pacemaker_remote's port at an address or name. */
  readonly port: (peer: string) => RemotePortThere;
}

/**
 * remote       pacemaker_remote answers
 * refused      nothing listens
 * filtered     nothing comes back
 * unreachable  no machine is there
 */
export type RemotePortThere = 'remote' | 'refused' | 'filtered' | 'unreachable';

/** Answers `guestProbeScript`, run on a practice host with these words, as a real host does: part by part, in its order. */
export function guestProbeAnswer(machine: Machine, [nonce = '', , domain = '', node = '', address = '', file = '']: readonly string[], { virsh, port }: GuestThere): string {
  const ask = (part: string, ...words: readonly string[]) => {
    const { stdout, stderr, exitCode } = virsh(...words);
    return [part, exitCode ?? 1, `${stdout}${stderr}`.trimEnd()] as const;
  };
  const list = ask('list', 'list', '--all');
  const info = list[1] === 0 ? ask('info', 'dominfo', '--domain', domain) : null;
  const isKnown = info !== null && info[1] === 0;
  const sources = (['agent', 'lease', 'arp'] as const).map((source) => ask(source, 'domifaddr', '--domain', domain, '--source', source, '--full'));
  const held = machine.files.get(file);
  const found = (textOf(machine, hostsFile) ?? '').split('\n').flatMap((line, index) => (line.toLowerCase().includes(node.toLowerCase()) ? [`${String(index + 1)}:${line}`] : []));
  const resolved = addressPart('resolved', machine, node);
  const peer = resolved[1] === 0 ? node : address;
  return inParts(nonce, [
    list,
    ...(info === null ? [] : [info]),
    ...(isKnown ? [ask('xml', 'dumpxml', '--inactive', '--domain', domain), ...sources] : []),
    ...(held ? [['file', 0, fileText(held)] as const] : []),
    ['hosts', found.length > 0 ? 0 : 1, found.join('\n')],
    resolved,
    ...(peer === '' ? [] : [['port', ...portAnswers[port(peer)]] as const]),
    ['end', 0, ''],
  ]);
}

/** As stat tells it where there is no SELinux, and what is in it. */
function fileText({ mode, owner, group, content }: MachineFile): string {
  return `${mode} ${owner} ${group} ${String(content.length)} ?\n${content.toString('utf8').trimEnd()}`;
}

/** How bash's way of connecting ends, and what it writes. The first words of pacemaker_remoted are those that Debian 12's said. */
const portAnswers: Readonly<Record<RemotePortThere, readonly [exitCode: number, text: string]>> = {
  remote: [0, [
    'open', ' 16 03 03 00 51 02 00 00 4d 03 03 b3 b1 62 80 2e', ' 5d 1d 16 4e 1e d2 cd 0c 99 12 14 38 e9 f1 a7 b4', ' bb b5 dc 44 4f 57 4e 47 52 44 01 20 42 55 32 77',
    ' b8 87 c1 ac a9 56 4a d0 9c 77 97 6b 80 a2 c2 55', ' 7a 11 99 ec f8 1d f2 df 57 e1 6b 63 00 8c 00 00', ' 05 ff 01 00 01 00 16 03 03 00 04 0e 00 00 00',
  ].join('\n')],
  refused: [9, 'bash: connect: Connection refused\nbash: line 1: /dev/tcp/guest/3121: Connection refused'],
  filtered: [124, ''],
  unreachable: [9, 'bash: connect: No route to host\nbash: line 1: /dev/tcp/guest/3121: No route to host'],
};
