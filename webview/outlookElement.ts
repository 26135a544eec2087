import type { Outlook, PanelTexts } from '../src/render/resourcePanelProtocol';
import { buttonControl } from './controls';
import { element } from './element';

/** What would be run and what would come of it, with the buttons, below the form. */
export interface OutlookElement {
  readonly element: HTMLElement;
  show(outlook: Outlook): void;
  setBusy(busy: boolean): void;
}

export interface OutlookPorts {
  readonly verb: string;
  readonly texts: PanelTexts;
  readonly onSubmit: () => void;
  readonly onCopy: () => void;
}

export function outlookElement({ verb, texts, onSubmit, onCopy }: OutlookPorts): OutlookElement {
  const note = element('p', { class: 'note', role: 'status' });
  const body = element('div', { class: 'body' });
  const submit = buttonControl(verb, { primary: true }, onSubmit);
  const copy = buttonControl(texts.copy, { primary: false }, onCopy);
  const whole = element('footer', { 'aria-label': texts.outlook }, body, element('div', { class: 'buttons' }, submit.element, copy.element, note));
  let asking = false;

  const list = (title: string, lines: readonly string[], kind: string) => (lines.length === 0 ? [] : [element('h2', {}, title), element('ul', { class: kind }, ...lines.map((line) => element('li', {}, line)))]);

  return {
    element: whole,
    show({ stage, note: said, commands, consequences, cautions }) {
      asking = stage === 'asking';
      whole.className = stage;
      note.textContent = said;
      body.replaceChildren(
        ...(commands.length === 0 ? [] : [element('h2', {}, texts.commands), element('pre', { tabindex: '0', 'aria-label': texts.commands }, commands.join('\n'))]),
        ...list(texts.consequences, [...consequences, ...cautions], 'consequences'),
      );
      copy.setDisabled(commands.length === 0);
      whole.setAttribute('aria-busy', String(asking));
    },
    setBusy(busy) {
      submit.setDisabled(busy);
      if (busy) note.textContent = texts.busy;
    },
  };
}
