import type { Task } from '../core/change/task';
import type { Consequences } from '../core/change/transition';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import type { Clock, Disposable } from '../core/surroundings';
import { type Line, scriptOfPlan } from '../render/commandText';
import type { NoPreview } from '../render/confirmationText';
import { formTask } from '../render/formTask';
import { isOfOperation, operationsOf } from '../render/operationFields';
import { askingOutlook, impossibleOutlook, incompleteOutlook, knownOutlook, panelTexts } from '../render/outlookText';
import { readPanelMessage } from '../render/readPanelMessage';
import { firstValues, formProblems, type ResourceForm } from '../render/resourceForm';
import type { FormProblems, FormValues, Outlook, ToPanel } from '../render/resourcePanelProtocol';
import type { Translate } from '../render/row';
import type { Outcome, ReadyPlan } from '../session/changeOutcome';
import type { ChangedCluster } from './changeDesk';

export interface FormDeskPorts {
  readonly form: ResourceForm;
  readonly changes: Pick<ChangedCluster['changes'], 'prepare' | 'preview'>;
  /** Leads a task all the way, as every change goes. */
  readonly carryOut: (task: Task) => Promise<Result<Outcome>>;
  readonly post: (message: ToPanel) => void;
  readonly copy: (text: string) => void;
  /** Nothing is left to do: the panel can go. */
  readonly done: () => void;
  /** A command as a line for a shell. */
  readonly line: Line;
  readonly describe: (fault: Fault) => string;
  readonly clock: Clock;
  readonly t: Translate;
}

/** After so long without another change it is looked at what would come of it, in milliseconds. */
const quietMs = 300;

/**
 * What happens behind a panel: it keeps what was typed, checks it, asks what would come of it, and has it carried out. The panel only shows,
 * and may come and go: what is typed, secrets too, is kept here and nowhere else, and a secret is never sent back to it.
 */
export class FormDesk implements Disposable {
  private form: ResourceForm;
  private readonly values: Map<string, string>;
  private waiting: Disposable | null = null;
  private asking = new AbortController();
  private outlook: Outlook | null = null;
  /** What is copied: what asks for a secret does not hold it. */
  private script = '';
  private isBusy = false;
  private isClosed = false;

  constructor(private readonly ports: FormDeskPorts) {
    this.form = ports.form;
    this.values = new Map(Object.entries(firstValues(this.form)));
  }

  /**
   * Shows a form of the same as it is configured by now. What a person has typed stays, but for operations that are others now: which of them it
   * was typed for nobody could say.
   */
  renew(form: ResourceForm): void {
    const [before, now] = [firstValues(this.form), firstValues(form)];
    if (this.isBusy || JSON.stringify([this.form.view, before]) === JSON.stringify([form.view, now])) return;
    const sameOperations = JSON.stringify(operationsOf(this.form.source)) === JSON.stringify(operationsOf(form.source));
    const typed = [...this.values].filter(([id, value]) => value !== before[id] && form.fields.has(id) && (sameOperations || !isOfOperation(id)));
    this.form = form;
    this.values.clear();
    for (const [id, value] of [...Object.entries(now), ...typed]) this.values.set(id, value);
    // What stands there was planned for what was.
    this.asking.abort();
    this.outlook = null;
    this.script = '';
    this.show();
  }

  /** Takes what the panel says, if it is something that a panel says. */
  receive(message: unknown): void {
    const read = readPanelMessage(message);
    switch (read?.kind) {
      case 'ready':
        return this.show();
      case 'edited':
        return this.edit(read.values);
      case 'submit':
        this.submit().catch((error: unknown) => this.post({ kind: 'declined', why: this.surprise(error) }));
        return;
      case 'copy':
        if (this.script !== '') this.ports.copy(this.script);
        return;
      case undefined:
        return;
    }
  }

  dispose(): void {
    this.isClosed = true;
    this.waiting?.dispose();
    this.asking.abort();
    this.values.clear();
  }

  private get current(): FormValues {
    return Object.fromEntries(this.values);
  }

  private get problems(): FormProblems {
    return formProblems(this.form, this.current, this.ports.t);
  }

  private isSecret(id: string): boolean {
    return this.form.fields.get(id)?.kind === 'secret';
  }

  private show(): void {
    const { form, ports: { t } } = this;
    const told = [...this.values].filter(([id]) => !this.isSecret(id));
    const kept = [...this.values].filter(([id, value]) => this.isSecret(id) && value !== '').map(([id]) => id);
    this.post({ kind: 'show', form: form.view, values: Object.fromEntries(told), kept, texts: panelTexts(t) });
    this.post({ kind: 'problems', problems: this.problems });
    if (this.isBusy) this.post({ kind: 'busy', busy: true });
    if (this.outlook !== null && this.outlook.stage !== 'asking') this.post({ kind: 'outlook', outlook: this.outlook });
    else this.lookAgain();
  }

  private edit(values: FormValues): void {
    // What is carried out is what was shown when it was begun.
    if (this.isBusy) return;
    for (const [id, value] of Object.entries(values)) if (this.form.fields.has(id)) this.values.set(id, value);
    this.post({ kind: 'problems', problems: this.problems });
    this.asking.abort();
    this.script = '';
    // What stands there is of the values before.
    if (this.outlook !== null) this.tell({ ...this.outlook, stage: 'asking', note: '' });
    this.waiting?.dispose();
    this.waiting = this.ports.clock.after(quietMs, () => this.lookAgain());
  }

  private lookAgain(): void {
    const looking = this.look();
    const { signal } = this.asking;
    looking.catch((error: unknown) => {
      if (!signal.aborted) this.tell(impossibleOutlook(this.surprise(error)));
    });
  }

  /** What nobody expected to be thrown, in words. */
  private surprise(error: unknown): string {
    return this.ports.t('Something went wrong that should not: {0}', error instanceof Error ? error.message : String(error));
  }

  /** Finds out what would be run and what would come of it; what was asked before is of no concern any more. */
  private async look(): Promise<void> {
    const { form, ports: { changes, line, describe, t } } = this;
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const problems = this.problems;
    const task = Object.keys(problems).length > 0 ? null : formTask(form, this.current, t);
    if (task === null) return this.tell(incompleteOutlook(form, problems, t));
    const ready = await changes.prepare(task);
    if (signal.aborted) return;
    if (!ready.ok) return this.tell(impossibleOutlook(describe(ready.fault)));
    const { plan } = ready.value;
    this.script = scriptOfPlan(plan, line, t);
    this.tell(askingOutlook(plan, line, t));
    const previewed = await this.preview(ready.value, signal);
    if (!signal.aborted) this.tell(knownOutlook(plan, previewed, line, t));
  }

  private async preview(ready: ReadyPlan, signal: AbortSignal): Promise<Consequences | NoPreview> {
    if (ready.plan.preview.kind === 'none') return ready.plan.preview.why;
    const answer = await this.ports.changes.preview(ready, signal);
    return answer.ok ? answer.value : answer.fault;
  }

  private async submit(): Promise<void> {
    const { form, ports: { carryOut, done, describe, t } } = this;
    if (this.isBusy) return;
    const problems = this.problems;
    const task = Object.keys(problems).length > 0 ? null : formTask(form, this.current, t);
    if (task === null) {
      this.post({ kind: 'problems', problems });
      return this.post({ kind: 'declined', why: t('Nothing is changed yet.') });
    }
    this.setBusy(true);
    try {
      const result = await carryOut(task);
      if (result.ok && hasRun(result.value)) return done();
      if (!result.ok && result.fault.code !== 'cancelled') this.post({ kind: 'declined', why: describe(result.fault) });
    } finally {
      this.setBusy(false);
    }
    // The cluster may be another by now.
    if (!this.isClosed) this.lookAgain();
  }

  private setBusy(busy: boolean): void {
    this.isBusy = busy;
    this.post({ kind: 'busy', busy });
  }

  private tell(outlook: Outlook): void {
    this.outlook = outlook;
    this.post({ kind: 'outlook', outlook });
  }

  private post(message: ToPanel): void {
    if (!this.isClosed) this.ports.post(message);
  }
}

/** Whether the commands were run, as far as anybody knows: then there is nothing to try again. */
function hasRun({ kind }: Outcome): boolean {
  return kind === 'done' || kind === 'instead' || kind === 'left';
}
