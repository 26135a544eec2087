import { success } from '../../core/result';
import { type CibElement, findAll, valueOf } from '../cibTree';
import { runningResources } from '../failures';
import { nodeStates } from '../nodeHistory';
import { output, type Program } from './program';

/** journalctl of a host that keeps no journal: what its controller would have written there of the operations that the CIB still has. */
export const journalctl: Program = ({ host, args }) => {
  const wanted = (option: string, otherwise: number) => Number(args.find((word) => word.startsWith(`--${option}=`))?.replace(/^[^=]*=@?/, '') ?? otherwise);
  const foreign = args.find((word) => !/^--(?:no-pager|quiet|output=short-iso|lines=\d+|unit=[\w-]+|(?:since|until)=@\d+)$/.test(word));
  if (foreign !== undefined) return Promise.resolve(success(output('', `journalctl: ${foreign} is not for a practice host\n`, 1)));
  const [since, until] = [wanted('since', 0), wanted('until', Infinity)];
  const lines = operationsOn(host.name, host.cib.tree)
    .filter(({ at }) => at >= since && at <= until)
    .sort((one, other) => one.at - other.at)
    .slice(-wanted('lines', Infinity))
    .map(({ at, said }) => `${new Date(at * 1_000).toISOString().replace(/\.000Z$/, '+0000')} ${host.name} pacemaker-controld[1]:  ${said}\n`);
  return Promise.resolve(success(output(lines.join(''))));
};

/** The operations on a host and on the nodes whose connections it holds: those have a controller nowhere else. */
function operationsOn(name: string, cib: CibElement): readonly { readonly at: number; readonly said: string }[] {
  const held = runningResources(cib).filter(({ node }) => node === name).map(({ resource }) => resource);
  return nodeStates(cib).filter((state) => [name, ...held].includes(valueOf(state, 'uname'))).flatMap((state) =>
    findAll(state, 'lrm_resource').flatMap((history) => findAll(history, 'lrm_rsc_op').filter((operation) => valueOf(operation, 'op-status') !== '-1').map((operation) => {
      const code = Number(valueOf(operation, 'rc-code'));
      const reason = valueOf(operation, 'exit-reason');
      const result = `${resultNames[code] ?? `${code}`}${reason === '' ? '' : ` (${reason})`}`;
      const level = code === 0 || code === 7 || code === 8 ? 'notice' : 'error';
      return { at: Number(valueOf(operation, 'last-rc-change')), said: `${level}: Result of ${valueOf(operation, 'operation')} operation for ${valueOf(history, 'id')} on ${valueOf(state, 'uname')}: ${result}` };
    })));
}

/** As Pacemaker 2.1 calls them there. */
const resultNames: Readonly<Record<number, string>> = { 0: 'ok', 1: 'error', 7: 'not running', 8: 'promoted' };
