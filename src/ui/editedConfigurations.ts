import { redactCib } from '../core/redact';
import { failure, type Result, success } from '../core/result';
import type { ReadConfiguration } from '../session/checkConfiguration';

/** A configuration that is edited: what was read, with its secrets, and the text as it was saved last, without them. */
interface Edited {
  base: ReadConfiguration;
  text: string;
  mtime: number;
}

/** Pushes what a person saved. Its answer is what the document counts as made from then on; with a fault it stays as it is, not saved. */
export type Push = (cluster: string, base: ReadConfiguration, text: string) => Promise<Result<ReadConfiguration>>;

/** The configurations that are edited, by their addresses. To save one is to push it, which only a person does. */
export class EditedConfigurations {
  private readonly edited = new Map<string, Edited>();
  /** Those that a person is about to save. */
  private readonly byHand = new Set<string>();

  take(address: string, base: ReadConfiguration): void {
    this.edited.set(address, { base, text: `${redactCib(base.text)}\n`, mtime: (this.edited.get(address)?.mtime ?? 0) + 1 });
  }

  find(address: string): Readonly<Edited> | undefined {
    return this.edited.get(address);
  }

  /** From now on it counts as made from this one. */
  rebase(address: string, base: ReadConfiguration): void {
    const edited = this.edited.get(address);
    if (edited) edited.base = base;
  }

  /** The editor is about to save it. */
  beforeSave(address: string, isByHand: boolean): void {
    if (isByHand) this.byHand.add(address);
    else this.byHand.delete(address);
  }

  /** Faults: `saved-by-itself`, before anything is asked, and those of the push. */
  async save(address: string, text: string, push: (base: ReadConfiguration) => Promise<Result<ReadConfiguration>>): Promise<Result<void>> {
    const isByHand = this.byHand.delete(address);
    const edited = this.edited.get(address);
    if (!isByHand || !edited) return failure({ code: 'saved-by-itself' });
    const pushed = await push(edited.base);
    if (!pushed.ok) return pushed;
    // The editor keeps its text when it has saved it: this is that text, not what the cluster has by now.
    Object.assign(edited, { base: pushed.value, text: redactCib(text), mtime: edited.mtime + 1 });
    return success(undefined);
  }

  /** The save has ended. True where the editor is to read it again: a secret that was typed as it is stands masked there. */
  afterSave(address: string, shown: string, isDirty: boolean): boolean {
    const edited = this.edited.get(address);
    if (!edited || isDirty || shown === edited.text) return false;
    edited.mtime++;
    return true;
  }

  /** A document was closed, or given another language, which closes it and opens it again at once. True where it is gone. */
  afterClose(address: string, isOpen: boolean): boolean {
    if (isOpen) return false;
    this.byHand.delete(address);
    this.edited.delete(address);
    return true;
  }

  clear(): void {
    this.edited.clear();
    this.byHand.clear();
  }
}
