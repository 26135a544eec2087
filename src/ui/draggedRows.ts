import { randomUUID } from 'node:crypto';

/**
 * What is being dragged. Between two views the editor carries nothing but text, so what travels is a word to find the rows by: whatever text comes from
 * elsewhere finds none.
 */
export class DraggedRows<Element> {
  private held: { readonly word: string; readonly elements: readonly Element[] } | null = null;

  /** Holds what is dragged in place of what was dragged before, and answers the word for it. */
  take(elements: readonly Element[]): string {
    const word = randomUUID();
    this.held = { word, elements };
    return word;
  }

  /** What one of these words stands for; null where it is none of what is dragged now. */
  find(words: readonly string[]): readonly Element[] | null {
    return this.held !== null && words.includes(this.held.word) ? this.held.elements : null;
  }
}
