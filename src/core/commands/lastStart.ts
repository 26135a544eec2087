import type { Command } from '../command';
import { map } from '../result';
import { attribute, childrenIn, childrenNamed, parseXml } from '../xml';
import { type CibForm, cibText } from './cib';

/** When a resource last started anywhere, as Pacemaker's history has it: milliseconds since the epoch; null where that tells of no start. */
export function lastStart(resource: string, form: CibForm = 'cibadmin'): Command<number | null> {
  const command = cibText(form);
  return {
    ...command,
    parse: (output, host) => {
      const text = command.parse(output, host);
      return text.ok ? map(parseXml(text.value), (cib) => {
        const histories = childrenIn(cib, 'status', 'node_state').flatMap((node) => childrenNamed(node, 'lrm')).flatMap((lrm) => childrenIn(lrm, 'lrm_resources', 'lrm_resource'));
        const starts = histories
          .filter((history) => attribute(history, 'id') === resource)
          .flatMap((history) => childrenNamed(history, 'lrm_rsc_op'))
          .filter((operation) => attribute(operation, 'operation') === 'start' && attribute(operation, 'rc-code') === '0')
          .map((operation) => Number(attribute(operation, 'last-rc-change')) * 1_000)
          .filter((at) => at > 0);
        return starts.length === 0 ? null : Math.max(...starts);
      }) : text;
    },
  };
}
