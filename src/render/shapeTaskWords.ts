import type { DefaultTask, ShapedConstraintTask, ShapeTask } from '../core/change/shapeTask';
import { displayName as name } from './displayName';
import { nameList } from './nameList';
import type { Translate } from './row';
import type { TaskWords } from './taskWords';

type Shaped = ShapeTask | DefaultTask | ShapedConstraintTask;

/** Changes of groups, clones, bundles, single words or many-sided constraints. */
export const shapeTaskWords: TaskWords<Shaped['kind']> = {
  groupResources: { title: (task, t) => groupText(task, t), verb: (_, t) => t('Group') },
  ungroup: { title: (task, t) => t('Take {0} out of the group {1}', nameList(task.resources, t), name(task.group)), verb: (_, t) => t('Ungroup') },
  clone: {
    title: (task, t) => (task.promotable ? t('Make a promotable clone of {0}', name(task.resource)) : t('Make a clone of {0}', name(task.resource))),
    verb: (_, t) => t('Clone'),
  },
  unclone: { title: (task, t) => t('Make {0} run only once', name(task.resource)), verb: (_, t) => t('Unclone') },
  createBundle: { title: (task, t) => t('Create the bundle {0}', name(task.bundle)), verb: (_, t) => t('Create') },
  setMeta: {
    title: (task, t) => (task.value === null || task.value === '' ? t('Remove {0} of {1}', name(task.name), nameList(task.resources, t)) : t('Set {0} of {1} to {2}', name(task.name), nameList(task.resources, t), name(task.value))),
    verb: (task, t) => (task.value === null || task.value === '' ? t('Remove') : t('Set')),
  },
  setUtilization: {
    title: (task, t) => (task.value === null || task.value === '' ? t('Say no more how much {0} {1} uses', name(task.name), nameList(task.resources, t)) : t('Say that {1} uses {0} {2}', name(task.name), nameList(task.resources, t), name(task.value))),
    verb: (task, t) => (task.value === null || task.value === '' ? t('Remove') : t('Set')),
  },
  setDefault: { title: (task, t) => defaultText(task, t), verb: (task, t) => (task.value === null || task.value === '' ? t('Remove') : t('Set')) },
  setScore: { title: (task, t) => t('Give the constraint {0} the score {1}', name(task.constraint), name(task.score)), verb: (_, t) => t('Change') },
  addTicket: {
    title: (task, t) => (task.role === null || task.role === 'Started' ? t('Let {0} run only with the ticket {1}', name(task.resource), name(task.ticket)) : t('Let {0} be {2} only with the ticket {1}', name(task.resource), name(task.ticket), task.role)),
    verb: (_, t) => t('Add'),
  },
  addSets: { title: (task, t) => setsText(task, t), verb: (_, t) => t('Add') },
  addRule: {
    title: (task, t) => t('Place {0} by the rule “{1}” (score {2})', name(task.resource), name(task.rule), name(task.score)),
    verb: (_, t) => t('Add'),
  },
};

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
  const counts = (resource: string, { role, action }: Readonly<Record<string, string>>) => (role !== undefined ? t('{0} ({1})', resource, role) : action !== undefined ? `${action} ${resource}` : resource);
  const all = nameList(sets.flatMap((set) => set.resources.map((resource) => counts(resource, set.options))), t, 8);
  switch (of) {
    case 'order': return t('Order {0} in sets', all);
    case 'colocation': return (options['score'] ?? '').startsWith('-') ? t('Keep {0} apart in sets', all) : t('Keep {0} together in sets', all);
    case 'ticket': return t('Let {0} run only with the ticket {1}', all, name(options['ticket'] ?? ''));
  }
}
