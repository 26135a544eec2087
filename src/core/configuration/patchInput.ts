import type { Input } from '../change/plan';
import { Secret } from '../secret';
import type { CibVersion } from '../snapshot';

/**
 * A patch as `cibadmin --patch` takes it, to be applied only to the configuration it was made for. The CIB's daemon applies it in one step and refuses it
 * (exit status 103, “Update was older than existing configuration”) where admin_epoch or epoch are not those of `source`. The count of updates is left out
 * of it: it is of the status section, changes with every operation, and does not matter (2.0.5, 2.1.5 and 3.0.0 take what is left out for equal). The
 * digest is left out, which is of the whole CIB, status and all.
 *
 * @param secrets values that nobody is to see, as XML has them
 */
export function patchInput(patch: string, { adminEpoch, epoch }: CibVersion, secrets: ReadonlySet<string>): Input {
  const version = `<version><source admin_epoch="${adminEpoch}" epoch="${epoch}"/><target admin_epoch="${adminEpoch}" epoch="${epoch}"/></version>`;
  const changes = withoutStatus(patch.replace(/<diff\b[^>]*>/, '').replace(/<version>[^]*?<\/version>/, '').replace(/<\/diff>\s*$/, ''));
  return inPieces(`<diff format="2">\n  ${version}${changes}</diff>\n`, secrets);
}

/** Nobody edits the status. What crm_diff finds there anyway is how it, or who read it, spells the same. */
function withoutStatus(changes: string): string {
  return changes.replace(/\s*<change operation="\w+" path=(?:"\/cib\/status[^"]*"|'\/cib\/status[^']*')(?:[^>"'/]|"[^"]*"|'[^']*')*(?:\/>|>[^]*?<\/change>)/g, '');
}

/** Cuts a text at the values of attributes that are secret, however they are spelled. */
function inPieces(text: string, secrets: ReadonlySet<string>): Input {
  const hidden = new Set([...secrets].map(decoded));
  if (hidden.size === 0) return [text];
  const pieces: (string | Secret)[] = [];
  let done = 0;
  for (const match of text.matchAll(/=("[^"]*"|'[^']*')/g)) {
    const value = decoded((match[1] ?? '').slice(1, -1));
    if (!hidden.has(value)) continue;
    // It is spelled anew, for double quotes.
    pieces.push(`${text.slice(done, match.index)}="`, new Secret(value, questionFor(text, match.index), 'xml'));
    done = match.index + match[0].length;
    pieces.push('"');
  }
  return [...pieces, text.slice(done)];
}

/** What to ask for a value by that stands there: the name and the id of its `nvpair`, which in a change of one comes after what is changed. */
function questionFor(text: string, at: number): string {
  const start = text.lastIndexOf('<', at);
  const pair = NVPAIR.exec(text.slice(start, text.indexOf('</change>', start) + 1 || undefined))?.[0] ?? '';
  const [name, id] = ['name', 'id'].map((key) => decoded(new RegExp(`\\s${key}=(?:"([^"]*)"|'([^']*)')`).exec(pair)?.slice(1).find((value) => value !== undefined) ?? ''));
  return name && id ? `${name} (${id})` : 'a secret value of the configuration';
}

const NVPAIR = /<nvpair(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>/;

function decoded(value: string): string {
  return value.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hexadecimal?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const number = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return number <= 0x10ffff ? String.fromCodePoint(number) : whole;
  });
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };
