/** Words for a description: those there are, with commas between. */
export function phrase(words: readonly (string | null)[]): string {
  return words.filter((word) => word !== null && word !== '').join(', ');
}
