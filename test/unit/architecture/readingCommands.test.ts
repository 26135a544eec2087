import assert from 'node:assert/strict';
import { previewScript } from '../../../src/core/change/previewScript';
import { checkScript } from '../../../src/core/configuration/checkScript';
import { guestProbeScript } from '../../../src/core/walkthrough/guestProbeScript';
import { services } from '../../../src/core/walkthrough/hostReport';
import { probeScript } from '../../../src/core/walkthrough/probeScript';
import { playScript } from '../../../src/core/whatIf/playScript';
import { readingPlaces } from './readingCommands';
import { filesBelow } from './sourceFiles';

/**
 * All that may be sent to a host as something that changes nothing, also to a cluster that may only be looked at. Each was looked up in the manual of
 * its program: none of them writes, whatever stands for a `*`, which is no option where one would change that.
 */
const reading: readonly string[] = [
  'base64 */authkey',
  'cat -- *',
  'cat /var/lib/pacemaker/cib/cib-*.raw',
  'cibadmin --query',
  'cibadmin --query --xpath /cib --no-children',
  'corosync -v',
  'corosync-quorumtool -s',
  'crm_mon --interval=1',
  'crm_mon --one-shot --inactive --as-xml',
  'crm_mon --one-shot --inactive --exclude=bans,tickets,operations,fencing --output-as=xml',
  'crm_mon --version',
  'crm_node --name',
  'crm_resource --list-agents=*',
  'crm_resource --list-ocf-providers',
  'crm_resource --list-standards',
  'crm_resource --show-metadata=*',
  'crm_resource --wait --timeout=*s',
  'crm_verify --live-check --verbose',
  'date +%s%3N',
  'env PATH=/usr/libexec/pacemaker:/usr/lib/pacemaker:/usr/lib64/pacemaker pacemaker-fenced metadata',
  'find /var/lib/pacemaker/cib -maxdepth 1 -type f -name cib-[0-9]*.raw -printf %f %T@\\n -exec head -n 1 {} ;',
  'journalctl --no-pager --quiet --output=short-iso --lines=2000 --unit=corosync --unit=pacemaker --unit=pcsd --unit=sbd --unit=libvirtd --unit=virtqemud',
  'journalctl --no-pager --quiet --output=short-iso --lines=2000 --unit=corosync --unit=pacemaker --unit=pcsd --unit=sbd --unit=libvirtd --unit=virtqemud --since=@* --until=@*',
  'ls -d /etc/corosync/corosync.conf /etc/cluster/cluster.conf',
  'pcs * list',
  'pcs --version',
  'pcs --version --full',
  'pcs cluster cib',
  'pcs status --full',
  'pcs status xml',
  'pcs stonith history show',
  'sh -c checkScript',
  'sh -c guestProbeScript',
  'sh -c playScript',
  'sh -c previewScript',
  'sh -c probeScript',
  'systemctl is-enabled corosync.service pacemaker.service',
  'systemctl show --property=UserspaceTimestamp,UserspaceTimestampMonotonic',
  'systemctl show --property=LoadState,ActiveState,UnitFileState sbd.service',
  'uname -n',
  'virsh --version',
  'virsh -c * domstats --state --vcpu --balloon --cpu-total',
  'virsh -c * dumpxml --domain *',
  'virsh -c * event --event lifecycle --loop',
  'virsh -c * list --all',
];

const scripts: Readonly<Record<string, string>> = { previewScript, checkScript, playScript, probeScript, guestProbeScript };

/** Programs that a script may run as it likes: none of them changes anything outside the folder that it makes for itself. The words of sh are among them. */
const inScripts: ReadonlySet<string> = new Set([
  'break', 'case', 'command', 'done', 'echo', 'esac', 'eval', 'exec', 'exit', 'export', 'fi', 'for', 'kill', 'printf', 'return', 'set', 'shift', 'sleep', 'trap', 'umask', 'wait',
  'cat', 'cut', 'dpkg-query', 'getent', 'grep', 'head', 'md5sum', 'mktemp', 'sed', 'sha256sum', 'sort', 'stat', 'cp', 'mv', 'rm',
  'firewall-cmd',
]);

/** What the probe tries, word for word: most of these programs can do more than read. */
const tried: readonly string[] = [
  'name uname -n', 'broken dpkg --audit', `services systemctl show --property=Id,LoadState,ActiveState,UnitFileState ${services.join(' ')}`,
  'default-zone firewall-cmd --get-default-zone', 'active-zones firewall-cmd --get-active-zones', 'route ip -o route get "$(getent ahosts "$each" | head -n 1 | cut -d " " -f 1)"', 'ufw ufw status',
  'iptables-version iptables --version', 'iptables iptables -S', 'ip6tables ip6tables -S', 'nft nft --json list ruleset', 'remote systemctl is-active pacemaker_remote', 'tools timeout 5 crm_mon -1', '"address" getent ahosts "$each"', 'restart needs-restarting -r',
];

/** As much for the look of a host at a guest: the rest of what it tries is the answer of virsh to these words, and a connection to Pacemaker's port of the guest. */
const triedOfGuest: readonly string[] = ['list 5 list --all', 'info 5 dominfo --domain "$domain"', 'xml 5 dumpxml --inactive --domain "$domain"', '"$each" 2 domifaddr --domain "$domain" --source "$each" --full'];
const connection: readonly string[] = ['"/dev/tcp/$1/3121"', '&3'];

describe('A command that is said to change nothing', () => {
  const places = readingPlaces(filesBelow('src', ['.ts']).filter(({ path }) => !path.startsWith('practice/')));

  it('is one of those that are known to change nothing, wherever it is made', () => {
    assert.deepEqual(places.filter(({ lines }) => lines === null).map(({ path }) => path), []);
    assert.deepEqual([...new Set(places.flatMap(({ lines }) => lines ?? []))].sort(), [...reading].sort());
  });

  it('writes and removes, where it is a script, only in the private folder of its own', () => {
    const own = /^"\$folder(?:\/[\w$.]+)?"$/;
    for (const [name, script] of Object.entries(scripts)) {
      const targets = [...script.matchAll(/>\s*("[^"]*"|[^\s;)\]]+)/g)].map(([, target]) => target ?? '');
      assert.ok(targets.length > 2, name);
      assert.deepEqual(targets.filter((target) => !own.test(target) && !['/dev/null', '&1', '&2', ...connection].includes(target)), [], name);
      const moved = [...script.matchAll(/\b(?:rm|mv|cp)((?: -rf)?(?: "[^"]*"| [^\s;&|<>}"]+)+)/g)].flatMap(([, words]) => (words ?? '').trim().split(' ').filter((word) => !/^(?:-rf|fi|\d)$/.test(word)));
      assert.deepEqual(moved.filter((word) => !own.test(word)), [], name);
      assert.ok(!/\bsed (?:-\w*i|--in-place)/.test(script), name);
    }
  });

  it('runs, where it is a script, only programs that change nothing, and the words that it is given on a copy', () => {
    for (const [name, script] of Object.entries(scripts)) {
      const functions = new Set([...script.matchAll(/(\w+)\(\) \{/g)].map(([, each]) => each));
      assert.deepEqual(programsIn(script).filter((program) => !inScripts.has(program) && !functions.has(program)), [], name);
      for (const [, set, program] of script.matchAll(/\benv ((?:\w+="[^"]*" )*)(?:\\?\s)*(\S+)/g)) {
        assert.ok(['crm_simulate', 'crm_verify', 'crm_diff', 'crm_mon', '"$@"'].includes(program ?? ''), `${name}: ${program}`);
        // Without it they would speak to the cluster.
        if (program === '"$@"' || program === 'crm_mon') assert.match(set ?? '', /(?:^| )CIB_file="\$folder\/\w+\.xml" /, `${name}: ${program}`);
      }
    }
    const asked = [...probeScript.matchAll(/\bfirewall-cmd((?: --[\w-]+(?:=(?:"[^"]*"|[\w-]+))?)+)/g)].flatMap(([, words]) => (words ?? '').trim().split(' '));
    assert.deepEqual(asked.filter((word) => !/^--(?:quiet|state|permanent|zone=.*|query-service=.*|get-(?:default-zone|active-zones))$/.test(word)), []);
    assert.deepEqual([...guestProbeScript.matchAll(/\bask ((?:\w+|"\$each") \d [^;&]*?)(?: &&|;)/g)].map(([, words]) => words), triedOfGuest);
    assert.deepEqual([...guestProbeScript.matchAll(/\btry ((?:\w+|"\$part") \S+ \S+ \S+)/g)].map(([, words]) => words), ['"$part" timeout "$patience" virsh', 'hosts grep -n -i', 'resolved timeout 5 getent', 'port timeout 2 bash']);
    assert.deepEqual([...probeScript.matchAll(/\btry ((?:[\w-]+|"address") [^;]*);/g)].map(([, words]) => words), tried);
  });

  it('is found wherever and however it is made', () => {
    const made = (text: string) => readingPlaces([{ path: 'core/x.ts', text }]).map(({ lines }) => lines);
    assert.deepEqual(made("const a = { argv: ['pcs', 'resource', verb, `${id}=x`], mutates: false };"), [['pcs resource * *=x']]);
    assert.deepEqual(made("const words = ['rm', file] as const; function f() { return readingCommand(words, b, r); }"), [['rm *']]);
    assert.deepEqual(made("const a = { argv: is ? ['a'] : ['b', ...words], mutates: !yes };"), [['a', 'b …*']]);
    assert.deepEqual(made("const A = { x: ['p', '1'], y: ['q'] }; const a = { argv: A[b], rights: 'root' };"), [['p 1', 'q']]);
    assert.deepEqual(made('const a = { argv, mutates: false };'), [null]);
    assert.deepEqual(made("const a = { ...b, mutates: false };"), [null]);
    assert.deepEqual(made('const a = readingCommand([program, word], b, r);'), [null]);
    assert.deepEqual(made('const a = scriptCommand({ script: otherScript, nonce }, r);'), [['sh -c otherScript']]);
    assert.deepEqual(made("const a = { argv: ['pcs'], rights: 'root', mutates: true };"), []);
  });
});

/** The first words of all commands of a script. */
function programsIn(script: string): readonly string[] {
  const bare = script.replace(/'[^']*'/g, "''").replace(/\$\(\(.*?\)\)/g, '0').replace(/\\?\$\{.*?\}/g, '').replace(/\bfor (\w+) in [^;]*;/g, '').replace(/\d?[<>]+&?(?:"[^"]*"|\S+?(?=[\s;)]))/g, ' ');
  const begins = bare.split(/;;|[;|&{}()\n]+|\b(?:then|else|elif|do|if|while)\b|!|\$\(/).map((part) => part.trim().replace(/^(?:\w+=\S*\s+)+/, ''));
  return [...new Set(begins.map((part) => part.split(/\s+/)[0] ?? '').filter((word) => /^[a-z][\w-]*$/i.test(word)))].sort();
}
