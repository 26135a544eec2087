/** What stands on a terminal of the kind VT52, whose few orders are all that curses uses for one (terminfo's entry `vt52`). */
export interface Screen {
  /** Takes what a program wrote, each byte as one character: positions are bytes that are no UTF-8. */
  write(bytes: string): void;
  /** The lines, without the spaces at their ends. */
  text(): string;
}

/** A blank screen of this size: the program has to know it by `LINES` and `COLUMNS`. */
export function createScreen(rows: number, columns: number): Screen {
  let lines = Array.from({ length: rows }, () => '');
  let row = 0;
  let column = 0;
  let rest = '';

  const clearLine = (from: number) => (lines[row] = (lines[row] ?? '').slice(0, from));
  const clearFrom = () => {
    clearLine(column);
    lines = lines.map((line, index) => (index > row ? '' : line));
  };
  const down = () => {
    if (row < rows - 1) row++;
    else lines = [...lines.slice(1), ''];
  };
  const put = (character: string) => {
    const line = (lines[row] ?? '').padEnd(column);
    lines[row] = line.slice(0, column) + character + line.slice(column + 1);
    column = Math.min(column + 1, columns - 1);
  };
  const orders: Readonly<Record<string, () => void>> = {
    A: () => (row = Math.max(0, row - 1)),
    B: () => (row = Math.min(rows - 1, row + 1)),
    C: () => (column = Math.min(columns - 1, column + 1)),
    D: () => (column = Math.max(0, column - 1)),
    H: () => (row = column = 0),
    J: clearFrom,
    K: () => clearLine(column),
  };
  const controls: Readonly<Record<string, () => void>> = {
    '\r': () => (column = 0),
    '\n': down,
    '\b': () => (column = Math.max(0, column - 1)),
    '\t': () => (column = Math.min(columns - 1, (Math.floor(column / 8) + 1) * 8)),
  };
  return {
    write(bytes) {
      const all = rest + bytes;
      let at = 0;
      for (; at < all.length; at++) {
        const character = all.charAt(at);
        if (character !== '\x1b') {
          const control = controls[character];
          if (control) control();
          else if (character >= ' ') put(character);
          continue;
        }
        const order = all.charAt(at + 1);
        const length = order === 'Y' ? 4 : 2;
        if (at + length > all.length) break;
        if (order === 'Y') [row, column] = [all.charCodeAt(at + 2) - 32, all.charCodeAt(at + 3) - 32];
        else orders[order]?.();
        at += length - 1;
      }
      rest = all.slice(at);
    },
    text: () => lines.map((line) => line.trimEnd()).join('\n'),
  };
}
