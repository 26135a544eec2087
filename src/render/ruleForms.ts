import type { Choice } from './choice';
import type { Translate } from './row';

/** Kinds of rules that are made by being asked; `words` is a rule in the words of pcs. */
export type RuleForm = 'equals' | 'differs' | 'defined' | 'not_defined' | 'before' | 'after' | 'words';

/** What a rule can go by. */
export function ruleForms(t: Translate): readonly Choice<RuleForm>[] {
  return [
    { label: t('A Node Attribute Is…'), description: 'rack eq r1', detail: t('It counts for nodes of which an attribute has a value. #uname is the name of the node, #kind is cluster, remote or container.'), codicon: 'symbol-property', value: 'equals' },
    { label: t('A Node Attribute Is Not…'), description: 'rack ne r1', detail: t('It counts for nodes of which it has another value, or none.'), codicon: 'symbol-property', value: 'differs' },
    { label: t('A Node Has an Attribute…'), description: 'defined rack', detail: t('It counts for nodes that have the attribute at all.'), codicon: 'tag', value: 'defined' },
    { label: t('A Node Lacks an Attribute…'), description: 'not_defined rack', detail: t('It counts for nodes that do not have the attribute.'), codicon: 'tag', value: 'not_defined' },
    { label: t('Until a Date…'), description: 'date lt 2027-01-01', detail: t('It counts before that, for every node.'), codicon: 'calendar', value: 'before' },
    { label: t('From a Date On…'), description: 'date gt 2027-01-01', detail: t('It counts after that, for every node.'), codicon: 'calendar', value: 'after' },
    { label: t('In the Words of pcs…'), description: '#uname eq a or date-spec hours=9-16', detail: t('Any rule; a value with blanks in it stands in double quotes. The preview shows whether pcs understands it.'), codicon: 'edit', value: 'words' },
  ];
}

/** The rule in the words of pcs. */
export function ruleOf(form: RuleForm, what: string, value: string): string {
  switch (form) {
    case 'equals': return `${what} eq ${quoted(value)}`;
    case 'differs': return `${what} ne ${quoted(value)}`;
    case 'defined':
    case 'not_defined': return `${form} ${what}`;
    case 'before': return `date lt ${what}`;
    case 'after': return `date gt ${what}`;
    case 'words': return what.trim();
  }
}

/** What is wrong with what was typed first: an attribute, a date, or a rule. */
export function rulePartProblem(form: RuleForm, typed: string, t: Translate): string | null {
  switch (form) {
    case 'before':
    case 'after':
      return /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(typed) && !typed.includes(' ') ? null : t('A date is written 2027-01-31, or with a time 2027-01-31T09:30.');
    case 'words':
      return typed.trim() === '' ? t('Type a rule.') : null;
    default:
      return /^#?[A-Za-z_][\w.-]*$/.test(typed) ? null : t('The name of an attribute begins with a letter and has letters, digits, “-”, “_” and “.” in it.');
  }
}

/** What is wrong with the value of an attribute. */
export function ruleValueProblem(typed: string, t: Translate): string | null {
  if (typed.trim() === '') return t('Type the value.');
  if (typed.startsWith('-')) return t('pcs would take a value that begins with “-” for an option.');
  return /[()"]/.test(typed) ? t('pcs parts a rule at brackets, so no value can have one in it, nor a double quote.') : null;
}

/** In double quotes where it would be more than one word. */
function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
