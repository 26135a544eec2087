import type { CorosyncConfiguration } from './hostReport';

/**
 * Reads corosync.conf(5): sections in braces, `name: value` in them. null where there is no file. Nothing here is asked of it but its cluster and nodes,
 * so whatever else it says is passed over.
 */
export function readCorosync(text: string | null, fromPackage: boolean): CorosyncConfiguration | null {
  if (text === null) return null;
  const settings = settingsIn(text);
  const cluster = settings.find(({ section, name }) => section.length === 1 && section[0] === 'totem' && name === 'cluster_name')?.value;
  const ids = [...new Set(settings.filter(({ section }) => section[0] === 'nodelist' && section[1] === 'node').map(({ block }) => block))];
  const nodes = ids.map((id) => {
    const own = settings.filter(({ block }) => block === id);
    return {
      name: own.find(({ name }) => name === 'name')?.value ?? null,
      addresses: own.filter(({ name }) => /^ring\d+_addr$/.test(name)).map(({ value }) => value),
    };
  });
  return { cluster: cluster ?? null, nodes, fromPackage };
}

interface Setting {
  readonly section: readonly string[];
  /** Which of the file's sections it stands in: each has a number of its own. */
  readonly block: number;
  readonly name: string;
  readonly value: string;
}

function settingsIn(text: string): readonly Setting[] {
  const settings: Setting[] = [];
  const open: { readonly name: string; readonly block: number }[] = [];
  let blocks = 0;
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const begins = /^(\S+)\s*\{$/.exec(line);
    const setting = /^([^:{}\s]+)\s*:\s*(.*)$/.exec(line);
    if (begins) open.push({ name: begins[1] ?? '', block: ++blocks });
    else if (line === '}') open.pop();
    else if (setting) settings.push({ section: open.map(({ name }) => name), block: open.at(-1)?.block ?? 0, name: setting[1] ?? '', value: setting[2] ?? '' });
  }
  return settings;
}
