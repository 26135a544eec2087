/** What is asked once more, by itself, where a person has to mean it. */
export interface Urge {
  readonly question: string;
  readonly detail: string;
  readonly yes: string;
}
