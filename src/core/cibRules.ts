import { type ById, follow } from './cibAttributes';
import type { RuleScore } from './snapshot';
import { attribute, childrenNamed, type XmlElement } from './xml';

/** The rules directly below `owner`, each as one line: `100 if #uname eq host2 and date lt 2026-11-22`. */
export function readRules(owner: XmlElement, byId: ById): string[] {
  return childrenNamed(owner, 'rule').map((element) => {
    const rule = follow(element, byId);
    const score = attribute(rule, 'score') ?? attribute(rule, 'score-attribute');
    const role = attribute(rule, 'role');
    return [score, role && `for role ${role}`, score === null && role === null ? null : 'if', condition(rule, byId)].filter(Boolean).join(' ');
  });
}

/** Those with a score that stand in `owner` itself: what is only used there says it for others too. */
export function readRuleScores(owner: XmlElement, byId: ById): { readonly ruleScores?: readonly RuleScore[] } {
  const texts = readRules(owner, byId);
  const ruleScores = childrenNamed(owner, 'rule').flatMap((rule, index): readonly RuleScore[] => {
    const [id, score] = [attribute(rule, 'id'), attribute(rule, 'score')];
    return id === null || score === null ? [] : [{ id, score, text: texts[index] ?? '' }];
  });
  return ruleScores.length === 0 ? {} : { ruleScores };
}

function condition(rule: XmlElement, byId: ById): string {
  const parts = rule.children.map((child) => {
    const text = term(follow(child, byId), byId);
    return child.name === 'rule' && text !== null ? `(${text})` : text;
  });
  const operator = attribute(rule, 'boolean-op') ?? 'and';
  return parts.filter((part) => part !== null).join(` ${operator} `) || 'always';
}

function term(element: XmlElement, byId: ById): string | null {
  const value = (name: string) => attribute(element, name) ?? '';
  switch (element.name) {
    case 'rule':
      return condition(element, byId);
    case 'expression': {
      const operation = value('operation');
      return /^(?:not_)?defined$/.test(operation) ? `${operation} ${value('attribute')}` : `${value('attribute')} ${operation} ${value('value')}`;
    }
    case 'date_expression':
      return dateTerm(element);
    case 'rsc_expression':
      return `resource ${[attribute(element, 'class'), attribute(element, 'provider'), attribute(element, 'type')].map((part) => part ?? '').join(':')}`;
    case 'op_expression':
      return ['op', value('name'), attribute(element, 'interval') && `interval=${value('interval')}`].filter(Boolean).join(' ');
    default:
      return null;
  }
}

function dateTerm(element: XmlElement): string {
  const start = attribute(element, 'start');
  const end = attribute(element, 'end');
  const spec = (name: string) => childrenNamed(element, name).map((part) => Object.entries(part.attributes)
    .map(([key, value]) => [key.slice(1), value] as const)
    .filter(([key]) => key !== 'id')
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')).join(' ');
  switch (attribute(element, 'operation') ?? 'in_range') {
    case 'gt':
      return `date gt ${start ?? ''}`;
    case 'lt':
      return `date lt ${end ?? ''}`;
    case 'date_spec':
      return `date in ${spec('date_spec')}`;
    default:
      return ['date in range', start && `from ${start}`, end ? `to ${end}` : spec('duration') && `for ${spec('duration')}`].filter(Boolean).join(' ');
  }
}
