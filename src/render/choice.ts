/** One entry of a list to choose from. Names in it are plain text: `src/ui` sees to it that they stay so. */
export interface Choice<T> {
  readonly label: string;
  /** Grey, behind the label. */
  readonly description: string;
  /** In a line of its own below it. */
  readonly detail: string;
  /** Name of a codicon. */
  readonly codicon: string;
  readonly value: T;
  /** What it and the entries behind it stand under; absent where they stand with those before. */
  readonly heading?: string;
}
