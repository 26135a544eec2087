import type { Made } from '../core/change/asCommands';
import type { Unsaid } from '../core/change/madeBy';
import { cautionText } from './cautionText';
import { asOneCommand, comment, type Line, scriptOf } from './commandText';
import { displayName } from './displayName';
import { faultText } from './faultText';
import type { Translate } from './row';

/**
 * Commands that make things again, as lines for a shell of POSIX: what is secret is asked for, and what pcs cannot be told stands in a comment
 * before the commands that leave it out. The last line has no end: pasted into a terminal, it waits for a person to run it.
 */
export function madeByText(all: readonly Made[], line: Line, t: Translate): string {
  return asOneCommand(all.map((each) => oneMade(each, line, t)).join('\n'), all.flatMap(({ made }) => (made.ok ? made.value.inputs : [])));
}

function oneMade({ id, made }: Made, line: Line, t: Translate): string {
  if (!made.ok) return comment(t('Not {0}: {1}', displayName(id), faultText(made.fault, t)));
  const { commands, inputs, unsaid } = made.value;
  return [
    ...new Set(unsaid.map((each) => comment(unsaidText(each, t)))),
    ...commands.map((words, index) => scriptOf(words, inputs[index], line, t)),
  ].join('\n');
}

function unsaidText(unsaid: Unsaid, t: Translate): string {
  if (unsaid.code === 'caution') return cautionText(unsaid.caution, t);
  const id = displayName(unsaid.id);
  switch (unsaid.code) {
    case 'description':
      return t('The description of {0} is left out: pcs has no words for it.', id);
    case 'template':
      return t('{0} is made from the template {1}. What it has from there is written out here.', id, displayName(unsaid.template));
    case 'under-rule':
      return t('Values of {0} that count only while a rule holds are left out: pcs has no words for them.', id);
    case 'parameters-of-whole':
      return t('{0} has parameters for all that is in it, which are left out: pcs has no words for them.', id);
    case 'operation-words':
      return t('The operation {1} of {0} has values that pcs has no words for, which are left out: {2}.', id, displayName(unsaid.operation), unsaid.words.map(displayName).join(', '));
    case 'gets-operations':
      return t('{0} has no monitor operation in the configuration. Made anew it gets one, and where it has none at all, those of its agent.', id);
    case 'remote-by-hand':
      return t('{0} is the resource of a remote node. This makes nothing else; “pcs cluster node add-remote” also brings the key to it.', id);
    case 'rules-apart':
      return t('{0} has several rules. Each becomes a constraint of its own, which comes to the same.', id);
  }
}
