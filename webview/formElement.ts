import type { FormProblems, FormSection, FormValues, FormView, PanelTexts } from '../src/render/resourcePanelProtocol';
import { element } from './element';
import { type FieldElement, fieldElement } from './fieldElement';

export interface FormPorts {
  readonly values: FormValues;
  readonly kept: readonly string[];
  readonly texts: PanelTexts;
  /** Sections that were open when the page was last shown; null where it is shown for the first time. */
  readonly open: readonly string[] | null;
  readonly onChange: (field: string, value: string) => void;
  readonly onOpen: (open: readonly string[]) => void;
}

/** The form on the screen. */
export interface FormElement {
  readonly element: HTMLElement;
  showProblems(problems: FormProblems): void;
  /** Shows everything that is wrong, also of what nobody has touched, and leads there. */
  demand(why: string): void;
  setDisabled(disabled: boolean): void;
  focusFirst(): void;
}

export function formElement(view: FormView, { values, kept, texts, open, onChange, onOpen }: FormPorts): FormElement {
  const current = new Map(Object.entries(values));
  const touched = new Set<string>();
  let problems: FormProblems = {};
  let demanded = false;

  const fields = new Map<string, FieldElement>();
  for (const field of view.sections.flatMap((section) => section.fields)) {
    fields.set(field.id, fieldElement(field, {
      number: fields.size,
      value: current.get(field.id) ?? '',
      kept: kept.includes(field.id),
      texts,
      onChange(value) {
        current.set(field.id, value);
        if (field.kind === 'choice') touched.add(field.id);
        onChange(field.id, value);
        showFields();
      },
      onLeave() {
        if ((current.get(field.id) ?? '') === '' && !demanded) return;
        touched.add(field.id);
        showFields();
      },
    }));
  }
  const summary = element('div', { class: 'summary', role: 'alert', tabindex: '-1', hidden: '' });
  const folds = new Map<string, HTMLDetailsElement>();
  const sections = view.sections.map((section) => sectionElement(section));
  const whole = element('div', { class: 'form' }, summary, ...sections);

  function sectionElement(section: FormSection): HTMLElement {
    const help = section.help === '' ? [] : [element('p', { class: 'help' }, section.help)];
    const rows = rowsOf(section.fields.map(({ id }) => fields.get(id)).filter((each) => each !== undefined));
    if (!section.folded) return element('fieldset', {}, ...(section.title === '' ? [] : [element('legend', {}, section.title)]), ...help, ...rows);
    const fold = element('details', { class: 'section' }, element('summary', {}, element('span', { class: 'title' }, section.title), element('span', { class: 'count' }, String(section.fields.length))), element('fieldset', { 'aria-label': section.title }, ...help, ...rows));
    fold.open = open?.includes(section.id) ?? false;
    fold.addEventListener('toggle', () => onOpen([...folds].filter(([, each]) => each.open).map(([id]) => id)));
    folds.set(section.id, fold);
    return fold;
  }

  function isShown({ field }: FieldElement): boolean {
    return field.shownWith.every(({ field: other, values: wanted }) => wanted.includes(current.get(other) ?? ''));
  }

  function showFields(): void {
    for (const each of fields.values()) {
      each.element.hidden = !isShown(each);
      each.showProblem(demanded || touched.has(each.field.id) ? (problems[each.field.id] ?? null) : null);
    }
    const wrong = [...fields.values()].filter((each) => isShown(each) && problems[each.field.id] !== undefined);
    summary.hidden = !demanded || wrong.length === 0;
    if (!summary.hidden) summary.replaceChildren(element('p', {}, texts.problems.replace('{0}', String(wrong.length))), element('ul', {}, ...wrong.map(linkTo)));
  }

  function linkTo(each: FieldElement): HTMLElement {
    const link = element('a', { href: `#${each.control.element.id}` }, `${each.field.label}: ${problems[each.field.id] ?? ''}`);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const fold = each.element.closest<HTMLDetailsElement>('details.section');
      if (fold) fold.open = true;
      each.control.focus();
    });
    return element('li', {}, link);
  }

  return {
    element: whole,
    showProblems(found) {
      problems = found;
      showFields();
    },
    demand(why) {
      demanded = true;
      showFields();
      if (summary.hidden) {
        summary.hidden = false;
        summary.replaceChildren(element('p', {}, why));
      }
      summary.focus();
    },
    setDisabled(disabled) {
      for (const { control } of fields.values()) control.setDisabled(disabled);
    },
    focusFirst() {
      [...fields.values()][0]?.control.focus();
    },
  };
}

/** Fields, those that belong beside another in one row with it. */
function rowsOf(fields: readonly FieldElement[]): readonly HTMLElement[] {
  const rows: HTMLElement[][] = [];
  for (const { field, element: each } of fields) {
    if (field.beside) rows.at(-1)?.push(each);
    else rows.push([each]);
  }
  return rows.map((row) => element('div', { class: 'row' }, ...row));
}
