import type { Consequences } from '../core/change/transition';
import type { Plan } from '../core/change/plan';
import { cautionText } from './cautionText';
import { type Line, shownCommand } from './commandText';
import { type NoPreview, noPreviewText } from './confirmationText';
import { consequenceText } from './consequenceText';
import { displayCommand } from './displayName';
import type { ResourceForm } from './resourceForm';
import type { FormProblems, Outlook, PanelTexts } from './resourcePanelProtocol';
import type { Translate } from './row';

const nothing = { commands: [], consequences: [], cautions: [] } as const;

/** What stands below a form that cannot be carried out yet. */
export function incompleteOutlook({ fields }: ResourceForm, problems: FormProblems, t: Translate): Outlook {
  const wrong = [...fields.values()].filter(({ id }) => problems[id] !== undefined).map(({ label }) => label);
  const [first, ...others] = wrong;
  const note = first === undefined
    ? t('Nothing is changed yet.')
    : others.length === 0
      ? t('The command, and what would come of it, stand here as soon as “{0}” is right.', first)
      : t('The command, and what would come of it, stand here as soon as “{0}” and {1} more are right.', first, others.length);
  return { stage: 'incomplete', note, ...nothing };
}

/** What stands there where it cannot be done, or nobody can say whether it can. */
export function impossibleOutlook(why: string): Outlook {
  return { stage: 'impossible', note: why, ...nothing };
}

/** What stands there while Pacemaker is asked. */
export function askingOutlook(plan: Plan, line: Line, t: Translate): Outlook {
  return { stage: 'asking', note: t('Asking Pacemaker what would happen…'), ...shown(plan, line, t), consequences: [] };
}

/** What stands there when it has answered, or will not. */
export function knownOutlook(plan: Plan, previewed: Consequences | NoPreview, line: Line, t: Translate): Outlook {
  const consequences = typeof previewed === 'object' && 'change' in previewed ? consequenceText(previewed, t) : [noPreviewText(previewed, t)];
  return { stage: 'known', note: '', ...shown(plan, line, t), consequences };
}

function shown({ commands, inputs, cautions }: Plan, line: Line, t: Translate): Pick<Outlook, 'commands' | 'cautions'> {
  return { commands: commands.map((words, index) => displayCommand(shownCommand(words, inputs?.[index], line))), cautions: cautions.map((caution) => cautionText(caution, t)) };
}

/** The words of the panel itself. */
export function panelTexts(t: Translate): PanelTexts {
  return {
    required: t('required'),
    more: t('More'),
    kept: t('Typed before; it is kept'),
    commands: t('What is run'),
    consequences: t('What would happen'),
    outlook: t('What this would do'),
    copy: t('Copy Command'),
    problems: t('Not yet: {0} to put right', '{0}'),
    busy: t('Waiting for your word, or for the cluster…'),
  };
}
