import { type ById, follow } from '../cibAttributes';
import { attribute, childNamed, type XmlElement } from '../xml';

/**
 * A rule of the configuration as pcs has it told: `#uname eq host1 and ( rack eq r1 or rack eq r2 )`. Null where pcs has no words for it,
 * or would read one of its names and values as a word of its own.
 */
export function ruleAsWords(rule: XmlElement, byId: ById): string | null {
  const words = conditionOf(rule, byId);
  return words?.join(' ') ?? null;
}

function conditionOf(rule: XmlElement, byId: ById): readonly string[] | null {
  const terms = rule.children.map((child) => termOf(follow(child, byId), byId));
  if (terms.length === 0) return null;
  const operator = (attribute(rule, 'boolean-op') ?? 'and').toLowerCase();
  return terms.reduce<readonly string[] | null>((before, term, index) => (before === null || term === null ? null : [...before, ...(index === 0 ? [] : [operator]), ...term]), []);
}

function termOf(element: XmlElement, byId: ById): readonly string[] | null {
  switch (element.name) {
    case 'rule': {
      const inner = conditionOf(element, byId);
      return inner === null ? null : ['(', ...inner, ')'];
    }
    case 'expression':
      return comparison(element);
    case 'date_expression':
      return dateTerm(element);
    default:
      return null;
  }
}

function comparison(element: XmlElement): readonly string[] | null {
  const [name, operation, type, value] = ['attribute', 'operation', 'type', 'value'].map((each) => attribute(element, each));
  if (name === null || name === undefined || operation === null || operation === undefined || !isOneWord(name) || attribute(element, 'value-source') !== null) return null;
  if (/^(?:not_)?defined$/.test(operation)) return [operation, name];
  const said = value === null || value === undefined ? null : valueOf(value);
  return said === null ? null : [name, operation, ...(type === null || type === undefined ? [] : [type]), said];
}

/** In double quotes where there are blanks in it: whether this pcs can be told that, `ruleWords` says. */
function valueOf(value: string): string | null {
  if (isOneWord(value)) return value;
  return /^[^\s()"'-][^()"']*$/.test(value) && /\s/.test(value) ? `"${value}"` : null;
}

function dateTerm(element: XmlElement): readonly string[] | null {
  const [start, end] = ['start', 'end'].map((each) => dateOf(attribute(element, each)));
  switch (attribute(element, 'operation') ?? 'in_range') {
    case 'gt':
      return start ? ['date', 'gt', start] : null;
    case 'lt':
      return end ? ['date', 'lt', end] : null;
    case 'date_spec': {
      const spec = parts(element, 'date_spec');
      return spec === null ? null : ['date-spec', ...spec];
    }
    case 'in_range': {
      if (!start) return null;
      const duration = parts(element, 'duration');
      return end ? ['date', 'in_range', start, 'to', end] : duration === null ? null : ['date', 'in_range', start, 'to', 'duration', ...duration];
    }
    default:
      return null;
  }
}

/** In one word, which a date may be written in more than. Null for what is none. */
function dateOf(text: string | null): string | null {
  const date = text?.trim().replace(/\s*([TZ:.+-])\s*/g, '$1').replace(/\s+/, 'T') ?? '';
  return isOneWord(date) ? date : null;
}

/** `hours=9-16 weekdays=1-5` of an element that has such attributes. */
function parts(element: XmlElement, name: string): readonly string[] | null {
  const found = childNamed(element, name);
  const pairs = Object.entries(found?.attributes ?? {}).map(([key, value]) => [key.slice(1), value] as const).filter(([key]) => key !== 'id');
  return pairs.length === 0 || !pairs.every(([, value]) => isOneWord(value)) ? null : pairs.map(([key, value]) => `${key}=${value}`);
}

/** What pcs takes for one name or value: it parts a rule at spaces and brackets, takes what begins with `-` for an option, and knows these words. */
function isOneWord(text: string): boolean {
  return /^[^\s()"'-][^\s()"']*$/.test(text) && !KEYWORDS.has(text.toLowerCase());
}

const KEYWORDS = new Set(['and', 'or', 'eq', 'ne', 'lt', 'gt', 'lte', 'gte', 'in_range', 'to', 'defined', 'not_defined', 'date', 'date-spec', 'duration', 'string', 'integer', 'number', 'version', 'op', 'resource']);
