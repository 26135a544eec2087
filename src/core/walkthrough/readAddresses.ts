import type { AddressSource } from './guestSituation';

/** An address of a guest as libvirt tells it, with the card that has it. */
export interface ToldAddress {
  readonly address: string;
  readonly source: AddressSource;
  /** In lower case; empty where none is told. */
  readonly mac: string;
}

/**
 * Reads what `virsh domifaddr --full` prints with `LC_ALL=C`: a row for each address of each card. A guest's agent says what it likes, and names of cards may hold
 * spaces: a row is read from its end. Addresses that lead nowhere from outside are left out: those of a guest to itself, those that stay on one wire, and what is none.
 */
export function readAddresses(text: string, source: AddressSource): readonly ToldAddress[] {
  return text.split(/\r?\n/).flatMap((line): readonly ToldAddress[] => {
    const [, before = '', family, address = ''] = /^\s(.*)\s(ipv4|ipv6)\s+([0-9A-Fa-f:.]{2,45})\/\d{1,3}\s*$/.exec(line) ?? [];
    if (family === undefined || !(family === 'ipv4' ? leadsOn4(address) : leadsOn6(address))) return [];
    const [mac = ''] = /(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?=\s*$)/i.exec(before) ?? [];
    return [{ address: address.toLowerCase(), source, mac: mac.toLowerCase() }];
  });
}

/**
 * The addresses by which a guest is reached, the surest first: what its agent says of the cards that libvirt gave it, which leaves out its own bridges for containers, before what
 * was leased to it, before what was seen on the wire; IPv4 before IPv6. Each once, as it was told first.
 *
 * @param macs those of its cards; none where they are not known
 */
export function surestFirst(told: readonly ToldAddress[], macs: ReadonlySet<string>): readonly ToldAddress[] {
  const own = told.filter(({ mac, source }) => source !== 'agent' || macs.has(mac));
  const of = own.length > 0 ? own : told;
  const once = of.filter(({ address }, index) => of.findIndex((other) => other.address === address) === index);
  return [...once.filter(({ address }) => !address.includes(':')), ...once.filter(({ address }) => address.includes(':'))];
}

/** Whether it is an address by which another machine could be reached. */
export function leadsOn(address: string): boolean {
  return address.includes(':') ? leadsOn6(address) : leadsOn4(address);
}

/** Whether it is an IPv4 address by which another machine could be reached. */
function leadsOn4(address: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  const [first = 0, second = 0] = parts ?? [];
  return parts !== undefined && parts.every((part) => part <= 255) && first > 0 && first < 224 && first !== 127 && !(first === 169 && second === 254);
}

/** As much for IPv6: its own network is fe80::/10, those of many hosts at once are in ff00::/8, `::` and `::1` are itself. */
function leadsOn6(address: string): boolean {
  return /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i.test(address) && !/^(?:fe[89ab][0-9a-f]:|ff[0-9a-f]{2}:|::1?$)/i.test(address);
}
