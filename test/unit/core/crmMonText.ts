/**
 * crm_mon's text read line by line, with nothing of the readers that are tested: what it says of nodes, resources and failures,
 * each as one line of words. The snapshot's side of the comparison is `crmMonFacts.ts`.
 */
export function factsOfText(text: string): readonly string[] {
  const facts: string[] = [];
  let collection: { readonly kind: 'clone' | 'bundle'; readonly id: string } | null = null;
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    const item = line.trim().replace(/^\* /, '');
    if (indent <= 2) collection = null;

    const clone = /^Clone Set: (\S+) \[/.exec(item);
    const bundle = /^Container bundle(?: set)?: (\S+) \[/.exec(item);
    if (clone || bundle) collection = clone ? { kind: 'clone', id: clone[1] ?? '' } : { kind: 'bundle', id: bundle?.[1] ?? '' };

    const failure = factOfFailure(item);
    const resource = RESOURCE.exec(item);
    const instances = /^(Started|Promoted|Unpromoted|Masters|Slaves): \[ (.*) \]$/.exec(item);
    if (failure) facts.push(failure);
    else if (resource) facts.push(factOfResource(resource, collection));
    else if (instances && collection) facts.push(...names(instances[2]).map((node) => `clone ${collection?.id} ${TODAY.get(instances[1] ?? '') ?? instances[1]} ${node}`));
    else facts.push(...factsOfNodes(item));
  }
  return facts.sort();
}

const RESOURCE = /^(\S+)(?: \(\S+\))?\t\((\S+)\):\t (?:(?:ORPHANED|REMOVED) )?(\S+)(?: (?:\[ (.*) \]|([^\s()]+)))?(?: \((.*)\))?$/;

const TODAY = new Map([['Masters', 'Promoted'], ['Slaves', 'Unpromoted'], ['Master', 'Promoted'], ['Slave', 'Unpromoted']]);

function factOfResource([, id = '', agent = '', state = '', several, one, flags = '']: RegExpExecArray, collection: { readonly kind: string; readonly id: string } | null): string {
  const role = TODAY.get(state) ?? state;
  const nodes = several ? names(several) : one ? [one] : [];
  const words = flags.split(', ').filter((flag) => ['unmanaged', 'disabled', 'blocked'].includes(flag));
  if (collection?.kind === 'bundle') return ['bundle', collection.id, /\d+$/.exec(id)?.[0], role, ...nodes].join(' ');
  if (collection?.kind === 'clone') return ['clone', collection.id, role, ...nodes, ...words].join(' ');
  return ['resource', id, agent.replace('::', ':'), role, ...nodes, ...words.sort()].join(' ');
}

function factsOfNodes(item: string): readonly string[] {
  const several = /^(Guest|Remote)?(Online|OFFLINE): \[ (.*) \]$/.exec(item);
  if (several) return names(several[3]).map((name) => `${several[1] ?? ''}Node ${name.replace(/@.*/, '')} ${(several[2] ?? '').toLowerCase()}`);
  const single = /^((?:Guest|Remote)?Node) ([^\s@]+)(?:@\S+)?: (.+)$/.exec(item);
  return single ? [`${single[1]} ${single[2]} ${single[3]}`] : [];
}

function factOfFailure(item: string): string | null {
  const sentence = /^(\S+) (?:(\d+)s-interval )?(\S+) on (\S+) (?:returned '[^']*'|could not be executed)(?: \((?:Error: |Timed Out: )?(.*)\))? at (.{24})(?: after .*)?$/.exec(item);
  if (sentence) {
    const [, resource, seconds, task, node, reason, at = ''] = sentence;
    return `failure ${resource} ${task === 'probe' ? 'monitor' : task} ${Number(seconds ?? 0) * 1000} on ${node} at ${isoOf(at)} ${reason ?? ''}`.trim();
  }
  const key = /^(\S+)_([a-z]+)_(\d+) on (\S+) '.*exitreason='(.*?)', last-rc-change='(.*?)'/.exec(item);
  if (!key) return null;
  const [, resource, task, interval, node, reason, at = ''] = key;
  return `failure ${resource} ${task} ${interval} on ${node} at ${isoOf(at)} ${reason}`.trim();
}

function isoOf(ctime: string): string {
  return `${new Date(`${ctime} UTC`).toISOString().slice(0, 19)}Z`;
}

function names(list = ''): readonly string[] {
  return list.split(' ').filter((name) => name !== '');
}
