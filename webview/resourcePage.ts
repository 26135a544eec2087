import type { FromPanel, ToPanel } from '../src/render/resourcePanelProtocol';
import { registerControls } from './controls';
import { element } from './element';
import { type FormElement, formElement } from './formElement';
import { type OutlookElement, outlookElement } from './outlookElement';
import { readHostMessage } from './readHostMessage';

interface EditorApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: PageState): void;
}

/** What outlives the page while its tab is hidden: nothing that was typed. */
interface PageState {
  readonly open: readonly string[];
}

declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
let form: FormElement | null = null;
let outlook: OutlookElement | null = null;

registerControls();
window.addEventListener('message', ({ data }) => {
  const message = readHostMessage(data);
  if (message !== null) take(message);
});
window.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) editor.postMessage({ kind: 'submit' });
});
editor.postMessage({ kind: 'ready' });

function take(message: ToPanel): void {
  switch (message.kind) {
    case 'show':
      return show(message);
    case 'problems':
      return form?.showProblems(message.problems);
    case 'outlook':
      return outlook?.show(message.outlook);
    case 'busy':
      form?.setDisabled(message.busy);
      return outlook?.setBusy(message.busy);
    case 'declined':
      return form?.demand(message.why);
  }
}

function show({ form: view, values, kept, texts }: Extract<ToPanel, { readonly kind: 'show' }>): void {
  const open = openBefore();
  form = formElement(view, {
    values, kept, texts, open,
    onChange: (field, value) => editor.postMessage({ kind: 'edited', values: { [field]: value } }),
    onOpen: (now) => editor.setState({ open: now }),
  });
  outlook = outlookElement({
    verb: view.verb,
    texts,
    onSubmit: () => editor.postMessage({ kind: 'submit' }),
    onCopy: () => editor.postMessage({ kind: 'copy' }),
  });
  const about = view.about === '' ? [] : [element('p', { class: 'about' }, view.about)];
  const more = view.more === '' ? [] : [element('details', { class: 'more' }, element('summary', {}, texts.more), element('p', {}, view.more))];
  document.body.replaceChildren(element('main', {}, element('h1', {}, view.title), ...about, ...more, form.element), outlook.element);
  form.showProblems({});
  if (open === null) form.focusFirst();
}

function openBefore(): readonly string[] | null {
  const state = editor.getState();
  if (typeof state !== 'object' || state === null || !('open' in state) || !Array.isArray(state.open)) return null;
  return state.open.filter((each) => typeof each === 'string');
}
