import type { FormField, PanelTexts } from '../src/render/resourcePanelProtocol';
import { choiceControl, type Control, textControl } from './controls';
import { element } from './element';

/** A field on the screen: its name, the control, what it is for, and what is wrong with it. */
export interface FieldElement {
  readonly field: FormField;
  readonly element: HTMLElement;
  readonly control: Control;
  /** Shows what is wrong, or that nothing is. */
  showProblem(problem: string | null): void;
}

export interface FieldPorts {
  readonly number: number;
  readonly value: string;
  /** A secret that was typed before and is not told again. */
  readonly kept: boolean;
  readonly texts: PanelTexts;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

export function fieldElement(field: FormField, { number, value, kept, texts, onChange, onLeave }: FieldPorts): FieldElement {
  const id = `field-${number}`;
  const options = { id, name: field.label, value, required: field.required, onChange, onLeave };
  const control = field.kind === 'choice' ? choiceControl(options, field.choices) : textControl(options, { placeholder: kept ? texts.kept : field.placeholder, secret: field.kind === 'secret' });
  const name = element('label', { for: id }, field.label, ...(field.required ? [element('span', { class: 'mark' }, texts.required)] : []));
  name.addEventListener('click', () => control.focus());
  const help = element('p', { id: `${id}-help`, class: 'help' }, field.help);
  const problem = element('p', { id: `${id}-problem`, class: 'problem', 'aria-live': 'polite' });
  const more = field.more === '' ? [] : [element('details', { class: 'more' }, element('summary', { 'aria-label': `${texts.more} ${field.label}` }, texts.more), element('p', {}, field.more))];
  const whole = element('div', { class: field.beside ? 'field beside' : 'field' }, name, control.element, problem, ...(field.help === '' ? [] : [help]), ...more);
  return {
    field,
    element: whole,
    control,
    showProblem(text) {
      if (problem.textContent !== (text ?? '')) problem.textContent = text ?? '';
      control.describe([problem, help].filter(({ textContent, isConnected }) => textContent !== '' && isConnected), text !== null);
    },
  };
}
