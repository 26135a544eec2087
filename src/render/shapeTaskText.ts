import type { DefaultTask, ShapedConstraintTask, ShapeTask } from '../core/change/shapeTask';
import { displayName as name } from './displayName';
import { nameList } from './nameList';
import type { Translate } from './row';

type Shaped = ShapeTask | DefaultTask | ShapedConstraintTask;

/** What a change of groups, clones, bundles, single words or many-sided constraints does, as a title. */
export function shapeTaskText(task: Shaped, t: Translate): string {
  switch (task.kind) {
    case 'groupResources': return groupText(task, t);
    case 'ungroup': return t('Take {0} out of the group {1}', nameList(task.resources, t), name(task.group));
    case 'clone': return task.promotable ? t('Make a promotable clone of {0}', name(task.resource)) : t('Make a clone of {0}', name(task.resource));
    case 'unclone': return t('Make {0} run only once', name(task.resource));
    case 'createBundle': return t('Create the bundle {0}', name(task.bundle));
    case 'setMeta':
      return task.value === null || task.value === '' ? t('Remove {0} of {1}', name(task.name), nameList(task.resources, t)) : t('Set {0} of {1} to {2}', name(task.name), nameList(task.resources, t), name(task.value));
    case 'setUtilization':
      return task.value === null || task.value === '' ? t('Say no more how much {0} {1} uses', name(task.name), nameList(task.resources, t)) : t('Say that {1} uses {0} {2}', name(task.name), nameList(task.resources, t), name(task.value));
    case 'setDefault': return defaultText(task, t);
    case 'setScore': return t('Give the constraint {0} the score {1}', name(task.constraint), name(task.score));
    case 'addTicket':
      return task.role === null || task.role === 'Started' ? t('Let {0} run only with the ticket {1}', name(task.resource), name(task.ticket)) : t('Let {0} be {2} only with the ticket {1}', name(task.resource), name(task.ticket), task.role);
    case 'addSets': return setsText(task, t);
    case 'addRule': return t('Place {0} by the rule “{1}” (score {2})', name(task.resource), name(task.rule), name(task.score));
  }
}

/** What the button says that does it. */
export function shapeTaskVerb(task: Shaped, t: Translate): string {
  switch (task.kind) {
    case 'groupResources': return t('Group');
    case 'ungroup': return t('Ungroup');
    case 'clone': return t('Clone');
    case 'unclone': return t('Unclone');
    case 'createBundle': return t('Create');
    case 'setMeta':
    case 'setUtilization':
    case 'setDefault': return task.value === null || task.value === '' ? t('Remove') : t('Set');
    case 'setScore': return t('Change');
    case 'addTicket':
    case 'addSets':
    case 'addRule': return t('Add');
  }
}

function groupText({ group, resources, place }: Extract<ShapeTask, { readonly kind: 'groupResources' }>, t: Translate): string {
  if (place === null) return t('Put {0} into the group {1}', nameList(resources, t), name(group));
  const words = [nameList(resources, t), name(group), name(place.member)] as const;
  return place.kind === 'before' ? t('Put {0} into the group {1}, before {2}', ...words) : t('Put {0} into the group {1}, after {2}', ...words);
}

function defaultText({ of, name: word, value }: DefaultTask, t: Translate): string {
  if (value === null || value === '') return of === 'resource' ? t('Remove the default of {0} for resources', name(word)) : t('Remove the default of {0} for operations', name(word));
  return of === 'resource' ? t('Make {1} the default of {0} for resources', name(word), name(value)) : t('Make {1} the default of {0} for operations', name(word), name(value));
}

function setsText({ of, sets, options }: Extract<ShapedConstraintTask, { readonly kind: 'addSets' }>, t: Translate): string {
  const all = nameList(sets.flatMap(({ resources }) => resources), t, 8);
  switch (of) {
    case 'order': return t('Order {0} in sets', all);
    case 'colocation': return (options['score'] ?? '').startsWith('-') ? t('Keep {0} apart in sets', all) : t('Keep {0} together in sets', all);
    case 'ticket': return t('Let {0} run only with the ticket {1}', all, name(options['ticket'] ?? ''));
  }
}
