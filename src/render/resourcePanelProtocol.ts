/**
 * What the panel of a resource's form and the extension say to each other. The panel shows and asks; all that is known, checked and
 * remembered is the extension's. Every text is plain: the panel writes it as text, never as HTML.
 */

/** From the extension to the panel. */
export type ToPanel =
  /** All of it, whenever the panel has come up. */
  | { readonly kind: 'show'; readonly form: FormView; readonly values: FormValues; readonly kept: readonly string[]; readonly texts: PanelTexts }
  /** What is wrong with which field. */
  | { readonly kind: 'problems'; readonly problems: FormProblems }
  | { readonly kind: 'outlook'; readonly outlook: Outlook }
  /** Whether it is being carried out: then nothing can be changed. */
  | { readonly kind: 'busy'; readonly busy: boolean }
  /** It cannot be done like this: the panel leads to what has to be changed. */
  | { readonly kind: 'declined'; readonly why: string };

/** From the panel to the extension. `values` are those that were changed since the last such message. */
export type FromPanel =
  | { readonly kind: 'ready' }
  | { readonly kind: 'edited'; readonly values: FormValues }
  | { readonly kind: 'submit' }
  | { readonly kind: 'copy' };

/** Values by the id of their field; '' where nothing is given, so that the default counts. */
export type FormValues = Readonly<Record<string, string>>;

/** What is wrong, by the id of the field, in words. */
export type FormProblems = Readonly<Record<string, string>>;

export interface FormView {
  readonly title: string;
  /** What the agent says of itself, in short and at length; '' where it says nothing. */
  readonly about: string;
  readonly more: string;
  readonly sections: readonly FormSection[];
  /** The word on the button that does it. */
  readonly verb: string;
}

export interface FormSection {
  readonly id: string;
  readonly title: string;
  /** A sentence below the title, or ''. */
  readonly help: string;
  /** Whether it is shown closed at first. */
  readonly folded: boolean;
  readonly fields: readonly FormField[];
}

/**
 * text    any text; `secret` is not shown, and never told to the panel
 * choice  one of `choices`
 */
export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'secret' | 'choice';
  /** Shown in the empty field: what counts then. */
  readonly placeholder: string;
  readonly choices: readonly FormChoice[];
  readonly required: boolean;
  /** What it is for, in short and at length; '' where nothing is known. */
  readonly help: string;
  readonly more: string;
  /** Shown only while each of these fields has one of these values. */
  readonly shownWith: readonly ShownWith[];
  /** Stands beside the field before it, where there is room. */
  readonly beside: boolean;
}

export interface FormChoice {
  readonly value: string;
  readonly label: string;
}

export interface ShownWith {
  readonly field: string;
  readonly values: readonly string[];
}

/**
 * What would be run and what would come of it, for the values as they are.
 * incomplete  something has to be filled in or put right first
 * asking      the commands are known, Pacemaker is asked what would happen
 * known       so is what would happen, or why it cannot be known
 * impossible  it cannot be done
 */
export interface Outlook {
  readonly stage: 'incomplete' | 'asking' | 'known' | 'impossible';
  /** A sentence on how it stands, or ''. */
  readonly note: string;
  readonly commands: readonly string[];
  readonly consequences: readonly string[];
  readonly cautions: readonly string[];
}

/** Words of the panel that no form brings along. */
export interface PanelTexts {
  readonly required: string;
  readonly more: string;
  readonly kept: string;
  readonly commands: string;
  readonly consequences: string;
  readonly outlook: string;
  readonly copy: string;
  /** `{0}` is the number of fields. */
  readonly problems: string;
  readonly busy: string;
}
