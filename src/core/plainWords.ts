import type { LinkReason } from './fault';

/** Words that programs use to tell what went wrong, and that tell nothing of a cluster where they stand in what one said. */
const PLAIN = new Set(`
a able abort aborted about absent accept accepted access account acl action actions active add added address after again agent agents all allow allowed already also an and another any
are argument arguments as at attempt attempted attribute attributes authentication authorized available away back bad banned be because been before begin being below bind blocked boot broken but by
call called came can cannot cause change changed changes channel check child choose cib clean cleanup client clone close closed code command commands complete completed config configuration configured
connect connected connecting connection connections constraint constraints contact copy corosync could crashed create created crm current cut daemon data dc default delete deleted denied detected device
devices did different directory disable disabled disconnected do does domain done down during either element elements empty enable enabled end ended enough enter eof error errors etc exceeded exec executing
execution executor exist existing exists exit exited expected expired failed failing failure failures false fence fenced fencing file files first for force forced format found free from full gave get given
giving group guest guests had handshake has have held help host hosts id if ignored illegal in inactive incorrect info initiated input installed instance internal interrupted interval into invalid is it its
job key keys kill killed known last leave left less library libvirt limit line list local lock locked log login long lookup lost machine maintenance make managed manager many master match matching maximum
may memory message meta migrate migrated migration minimum mismatch missing monitor more most move moved must name names need needed needs network never new no node nodes none nor not nothing notice now
number of off offline ok old on once one online only open operation operations option options or order orphan other otherwise out output over override owner pacemaker pacemakerd parse part password pcs pcsd
peer pending per permission permissions permitted pid pipe policy port possible present probe problem problems process program promoted prompt properties property protocol push quorum read reached
ready reason receive received refresh refused reject rejected reload remote remove removed reply request required reset resolve resource resources respond response restart result retry return returned role
root route rule run running same schema score secret section see send sent server service session set shell shutdown signal since size slave so socket some space specified ssh standby start started starting
state status still stonith stop stopped stopping storage subprocess success such sudo supported switch syntax system take taken target task temporarily temporary terminal terminated than that the their
them then there this ticket time timed timeout times to token too transition tried true try trying two type unable unavailable undefined unexpected unfencing uninstalled unknown unless unmanaged unpromoted
unreachable until up update updated usage use used user uses using utilization valid value values version virsh virtual volume wait waited waiting warning was watchdog were what when where whether which while
will with without would write wrong xml yes yet you your zero
hacluster ms s min sec seconds second minutes minute kb mb bytes byte rc errno eacces econnrefused econnreset enoent epipe etimedout ehostunreach enotfound
`.trim().split(/\s+/));

/** Reasons that the extension has found itself. */
const OWN: ReadonlySet<string> = new Set<LinkReason>([
  'name-missing', 'option-like', 'shell-character', 'port-range', 'too-many-jumps', 'no-host', 'closed-at-once', 'closed-in-login', 'closed', 'no-answer', 'binary-revocation-list',
]);

/** A word that stands for a name: `node-1`. */
const STAND_IN = /^(?:cluster|node|guest|resource|ticket|constraint|operation|user|host|domain|address)-\d+$/;

/** Small numbers, which are counts, ports and codes; versions and times of day. */
const NUMBER = /^(?:\d{1,5}(?:ms|s|m|h)?|\d{1,2}(?:\.\d{1,3}){1,2}|\d\d(?::\d\d){1,2}(?:\.\d+)?)$/;

/**
 * What a program said, with only the words left that tell nothing of whom it said it about. Any other word may be a name that nobody has
 * told of, and becomes “…”. What stands for a name that is known stays.
 */
export function plainWords(text: string): string {
  return text.replace(/[^\s"'`()[\]{}<>,;=!?|]+/g, (piece) => {
    const [, before = '', word = '', after = ''] = /^([:.]*)(.*?)([:.]*)$/s.exec(piece) ?? [];
    return `${before}${isPlain(word) ? word : '…'}${after}`;
  }).replace(/…(?:\s+…)+/g, '…');
}

function isPlain(word: string): boolean {
  return word === '' || OWN.has(word) || word === '…' || /^[-–+*/&@]+$/.test(word) || NUMBER.test(word) || STAND_IN.test(word) || (/^[A-Za-z]+$/.test(word) && PLAIN.has(word.toLowerCase())) || isPair(word);
}

/** Such words with a sign between them: `user-1@host-1`, `error/timeout`. */
function isPair(word: string): boolean {
  const parts = word.split(/[@/:]/);
  return parts.length === 2 && parts.every((part) => part !== '' && isPlain(part));
}
