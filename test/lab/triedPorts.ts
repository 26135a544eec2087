import { readFileSync } from 'node:fs';
import { clusterPorts } from '../../src/core/walkthrough/clusterPorts';
import type { Firewall } from '../../src/core/walkthrough/hostReport';
import { probeCommand } from '../../src/core/walkthrough/probeCommand';
import { probeScript } from '../../src/core/walkthrough/probeScript';
import { quote } from '../../src/remote/quote';
import { valueOf } from '../unit/core/fixtures';
import type { Reached } from '../unit/core/walkthrough/recordedFirewalls';
import type { LabHost } from './labHost';
import { mustRunOn } from './labTests';

const program = readFileSync('test/lab/try_ports.py', 'utf8');

/** Has rules filter what comes into a network of their own on a host, and answers how a look there reads them and which of the cluster's ports are reached. */
export async function triedPorts(host: LabHost, rules: readonly string[]): Promise<{ readonly firewall: Firewall; readonly reached: Reached }> {
  const look = quote(['sh', '-c', probeScript, 'sh', 'NONCE']);
  const answer = await mustRunOn(host, quote(['unshare', '--net', 'python3', '-c', program, rules.join('\n'), look, ...clusterPorts]));
  const { said, reached } = JSON.parse(answer) as { readonly said: string; readonly reached: Reached };
  return { firewall: valueOf(probeCommand([], 'NONCE').parse({ stdout: said, stderr: '', exitCode: 0 }, host.name)).firewall, reached };
}
