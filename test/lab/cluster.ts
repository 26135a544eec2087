import { setTimeout as pause } from 'node:timers/promises';
import { runInContainer } from './container';
import { powerPort, type Layout } from './layout';
import type { SshAccess } from './sshAccess';
import { statusGaps, type Expected } from './statusGaps';

const whole: Expected = { online: ['host1', 'host2'], started: ['power'] };

/**
 * Makes a cluster called `lab` of the two hosts, with a fence device that switches them off, and comes back when it is whole.
 * The cluster begins with its configuration instead of getting it later, and for its very first election it has a `dc-deadtime`
 * that spares a wait of 20 s; of that nothing stays. Throws an Error with a sentence.
 */
export async function formCluster(layout: Layout, { password }: Pick<SshAccess, 'password'>, report: (detail: string) => void): Promise<void> {
  const on1 = (what: string, script: string, stdin = '') => mustRunOn(layout, 'host1', what, script, stdin);
  const onBoth = (what: string, script: string, stdin = '') => Promise.all(['host1', 'host2'].map((host) => mustRunOn(layout, host, what, script, stdin)));
  report('waiting for pcsd');
  await onBoth('pcsd did not start', 'timeout 60 sh -c "until nc -z localhost 2224; do sleep 0.1; done"');
  report('setting up the cluster');
  await on1('The hosts do not trust each other', 'pcs host auth host1 host2 -u hacluster', `${password}\n`);
  await on1('The cluster could not be set up', 'pcs cluster setup lab host1 host2 --enable');
  const cib = await on1('The cluster could not be configured', firstCib(layout));
  await onBoth('The configuration could not be laid down', 'umask 077; cd /var/lib/pacemaker/cib; cat >cib.xml; chown hacluster:haclient cib.xml', cib);
  report('starting the cluster');
  await on1('The cluster could not be started', 'pcs cluster start --all');
  await waitForStatus(layout, whole, 120);
  await on1('The cluster could not be configured', 'crm_attribute --type crm_config --name dc-deadtime --delete');
}

/** Resources stay where they are, as Red Hat's pcs has it from the beginning: else a guest, which takes half a minute, would move whenever something is added. */
function firstCib({ operatorAddress }: Layout): string {
  return `
    cib=$(mktemp)
    cibadmin --empty >$cib
    pcs -f $cib property set stonith-enabled=true dc-deadtime=3s >&2
    pcs -f $cib resource defaults update resource-stickiness=1 >&2
    pcs -f $cib stonith create power fence_lab ip=${operatorAddress} ipport=${powerPort} passwd_file=/etc/fence_lab.secret \\
      pcmk_host_list=host1,host2,remote1 op monitor interval=60s >&2
    cat $cib
    rm $cib`;
}

/** Waits until the cluster, as host1 sees it, shows all that is expected of it. Rejects when it does not. */
export async function waitForStatus(layout: Layout, expected: Expected, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; ; await pause(300)) {
    const { stdout } = await runInContainer(layout, 'host1', 'crm_mon -1 -r --output-as=xml');
    const gaps = statusGaps(stdout, expected);
    if (gaps.length === 0) return;
    if (Date.now() > end) throw new Error(`The cluster did not become what it should within ${seconds} s: ${gaps.join(', ')}.`);
  }
}

/** The stdout of a script that runs as root on a host. Rejects with a sentence when it fails: `what`, and what it said. */
export async function mustRunOn(layout: Layout, host: string, what: string, script: string, stdin = ''): Promise<string> {
  const { stdout, stderr, exitCode } = await runInContainer(layout, host, `set -e\n${script}`, { stdin });
  if (exitCode !== 0) throw new Error(`${what}: on ${host}, status ${exitCode ?? 'of a signal'}.\n${`${stdout}${stderr}`.trim()}`);
  return stdout;
}
