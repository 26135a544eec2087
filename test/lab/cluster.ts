import { setTimeout as pause } from 'node:timers/promises';
import { runInContainer } from './container';
import { powerPort, type Layout } from './layout';
import type { SshAccess } from './sshAccess';

/** Makes a cluster called `lab` of the two hosts, with a fence device that switches them off, and comes back when it is whole and idle. */
export async function formCluster(layout: Layout, { password }: Pick<SshAccess, 'password'>, report: (detail: string) => void): Promise<void> {
  const on1 = (what: string, script: string, stdin = '') => mustRunOn(layout, 'host1', what, script, stdin);
  report('waiting for pcsd');
  await Promise.all(['host1', 'host2'].map((host) => mustRunOn(layout, host, 'pcsd did not start', waitForPcsd)));
  report('forming the cluster');
  await on1('The hosts do not trust each other', 'pcs host auth host1 host2 -u hacluster', `${password}\n`);
  await on1('The cluster could not be set up', 'pcs cluster setup lab host1 host2');
  await on1('The cluster could not be started', 'pcs cluster start --all');
  report('waiting for the cluster');
  await waitForCluster(layout);
  report('configuring the fence device');
  await on1('The fence device could not be configured', `
    pcs stonith create power fence_lab ip=${layout.operatorAddress} ipport=${powerPort} passwd_file=/etc/fence_lab.secret pcmk_host_list=host1,host2,remote1 op monitor interval=60s
    pcs property set stonith-enabled=true`);
  await until('The fence device did not start', async () => (await status(layout)).includes('id="power" resource_agent="stonith:fence_lab" role="Started"'));
}

const waitForPcsd = 'for i in $(seq 300); do nc -z localhost 2224 && exit; sleep 0.1; done; exit 1';

/** `pcs cluster start` returns long before there is a controller that decides. */
async function waitForCluster(layout: Layout): Promise<void> {
  await until('The cluster did not become whole', async () => {
    const text = await status(layout);
    return /<current_dc present="true"/.test(text) && [...text.matchAll(/<node name="host\d"[^>]* online="true"/g)].length === 2;
  });
}

async function status(layout: Layout): Promise<string> {
  return (await runInContainer(layout, 'host1', 'crm_mon -1 --output-as=xml')).stdout;
}

async function until(otherwise: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 120_000; !(await isSo()); await pause(200)) if (Date.now() > end) throw new Error(`${otherwise} within two minutes.`);
}

/** The stdout of a script that runs as root on a host. Rejects with a sentence when it fails: `what`, and what it said. */
export async function mustRunOn(layout: Layout, host: string, what: string, script: string, stdin = ''): Promise<string> {
  const { stdout, stderr, exitCode } = await runInContainer(layout, host, `set -e\n${script}`, { stdin });
  if (exitCode !== 0) throw new Error(`${what}: on ${host}, status ${exitCode ?? 'of a signal'}.\n${`${stdout}${stderr}`.trim()}`);
  return stdout;
}
