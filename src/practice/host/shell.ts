import { previewScript } from '../../core/change/previewScript';
import { checkScript } from '../../core/configuration/checkScript';
import { success } from '../../core/result';
import { playScript } from '../../core/whatIf/playScript';
import { scratchInside } from '../wayIn';
import { output, type Program } from './program';

/**
 * sh, for three scripts only, run by the host's real sh: that of a preview, that which plays what happens, and that which checks a configuration. They
 * work on a CIB of their own. Any other could change the cluster's behind its back, since every program of the host sees the folder where that one is.
 */
export const shell: Program = async ({ host, args, env, stdin, signal }) => {
  const [option, script, , ...words] = args;
  if (option !== '-c' || (script !== previewScript && script !== playScript && script !== checkScript) || !worksOnItsOwn(words)) {
    return success(output('', 'bash: sh: command not found\n', 127));
  }
  return host.plain(['sh', ...args], { env, stdin: await stdin(), signal, graceMs: 2000 });
};

/** Words as these scripts take them: each step one of the programs that edit the CIB they are given, and no word the path of another. */
function worksOnItsOwn([, , steps, ...words]: readonly string[]): boolean {
  let at = 0;
  for (let step = 0; step < Number(steps); step++) {
    if (!editors.has(words[at + 1] ?? '')) return false;
    at += 1 + Number(words[at]);
  }
  return at <= words.length && !words.some((word) => word.startsWith(`${scratchInside}/`));
}

const editors = new Set(['pcs', 'cibadmin', 'crm_resource', 'crm_attribute']);
