import { CHECKPOINT_FOLDER, findWords } from '../../core/commands/checkpoints';
import { success } from '../../core/result';
import { output, type Program } from './program';

/** `find`, for the one search that the extension makes: Pacemaker's former CIBs, with the time and the opening tag of each. */
export const findCheckpoints: Program = ({ host, args }) => {
  if (args.join('\0') !== findWords.slice(1).join('\0')) return Promise.resolve(success(output('', 'bash: find: command not found\n', 127)));
  return Promise.resolve(success(output(host.cib.former.map(({ number, at, text }) => `cib-${number}.raw ${(at / 1000).toFixed(3)}\n${OPENING.exec(text)?.[0] ?? ''}\n`).join(''))));
};

const OPENING = /<cib(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>/;

/** `cat` that knows Pacemaker's former CIBs. */
export function checkpointOr(cat: Program): Program {
  return (invocation) => {
    const { host, args } = invocation;
    const path = args.length === 1 ? args[0] ?? '' : '';
    if (!path.startsWith(`${CHECKPOINT_FOLDER}/`)) return cat(invocation);
    const found = host.cib.former.find(({ number }) => path === `${CHECKPOINT_FOLDER}/cib-${number}.raw`);
    return Promise.resolve(success(found ? output(found.text) : output('', `cat: ${path}: No such file or directory\n`, 1)));
  };
}
