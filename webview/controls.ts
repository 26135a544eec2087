import { type Button, type Dropdown, provideVSCodeDesignSystem, type TextField, vsCodeButton, vsCodeDropdown, vsCodeOption, vsCodeTextField } from '@vscode/webview-ui-toolkit';
import type { FormChoice } from '../src/render/resourcePanelProtocol';
import { element } from './element';

/** One value that a person can change. Everything else in this folder knows controls only as this, so that others can take their place. */
export interface Control {
  readonly element: HTMLElement;
  readonly value: string;
  focus(): void;
  setDisabled(disabled: boolean): void;
  /** Lets a screen reader say its name, these texts, and whether the value is wrong. Has to be called when it is on the page. */
  describe(by: readonly HTMLElement[], invalid: boolean): void;
}

export interface ControlOptions {
  readonly id: string;
  /** What a screen reader calls it. */
  readonly name: string;
  readonly value: string;
  readonly required: boolean;
  readonly onChange: (value: string) => void;
  /** The person has gone on from it. */
  readonly onLeave: () => void;
}

/** Has to be called before any control is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());
}

export function textControl({ id, name, value, required, onChange, onLeave }: ControlOptions, { placeholder, secret }: { readonly placeholder: string; readonly secret: boolean }): Control {
  const field = document.createElement('vscode-text-field') as TextField;
  field.id = id;
  field.setAttribute('type', secret ? 'password' : 'text');
  field.placeholder = placeholder;
  field.spellcheck = false;
  field.required = required;
  field.value = value;
  field.addEventListener('input', () => onChange(field.value));
  field.addEventListener('focusout', onLeave);
  return {
    element: field,
    get value() {
      return field.value;
    },
    focus: () => field.focus(),
    setDisabled(disabled) {
      field.disabled = disabled;
    },
    describe(by, invalid) {
      field.classList.toggle('invalid', invalid);
      // When it comes onto the page it calls itself a text field, and nothing else.
      field.setAttribute('aria-label', name);
      // The input is in a tree of its own, from which no id outside can be named.
      const inner = field.shadowRoot?.querySelector('input');
      inner?.setAttribute('aria-invalid', String(invalid));
      inner?.setAttribute('aria-description', by.map(({ textContent }) => textContent).filter((text) => text !== '').join(' '));
      if (secret) inner?.setAttribute('autocomplete', 'off');
    },
  };
}

export function choiceControl({ id, name, value, required, onChange, onLeave }: ControlOptions, choices: readonly FormChoice[]): Control {
  const dropdown = document.createElement('vscode-dropdown') as Dropdown;
  dropdown.id = id;
  dropdown.setAttribute('aria-label', name);
  if (required) dropdown.setAttribute('aria-required', 'true');
  for (const choice of choices) {
    const option = element('vscode-option', { value: choice.value }, choice.label);
    option.toggleAttribute('selected', choice.value === value);
    dropdown.append(option);
  }
  dropdown.addEventListener('change', () => onChange(dropdown.value));
  dropdown.addEventListener('focusout', onLeave);
  return {
    element: dropdown,
    get value() {
      return dropdown.value;
    },
    focus: () => dropdown.focus(),
    setDisabled(disabled) {
      dropdown.disabled = disabled;
    },
    describe(by, invalid) {
      dropdown.classList.toggle('invalid', invalid);
      dropdown.setAttribute('aria-invalid', String(invalid));
      dropdown.setAttribute('aria-describedby', by.map((each) => each.id).join(' '));
    },
  };
}

export function buttonControl(label: string, { primary }: { readonly primary: boolean }, onPress: () => void): { readonly element: HTMLElement; setDisabled(disabled: boolean): void } {
  const button = document.createElement('vscode-button') as Button;
  button.appearance = primary ? 'primary' : 'secondary';
  button.textContent = label;
  button.addEventListener('click', onPress);
  return {
    element: button,
    setDisabled(disabled) {
      button.disabled = disabled;
    },
  };
}
