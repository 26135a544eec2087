// What a person sees of the rows of VS Code's trees, and when.
import { appendFileSync, writeFileSync } from 'node:fs';

/**
 * Has a page write down what a screen reader says of every row of a tree that has come or has changed, when it is on the screen:
 * a line of JSON each time, `{ at, lines }`, `at` in milliseconds since the epoch. A frame after the change it is painted.
 * @param {import('playwright-core').Page} page which has not been opened yet
 * @param {string} file
 */
export async function recordPaintedRows(page, file) {
  writeFileSync(file, '');
  await page.exposeFunction('rowsPainted', (/** @type {number} */ at, /** @type {string[]} */ lines) => appendFileSync(file, `${JSON.stringify({ at, lines })}\n`));
  await page.addInitScript(`
    const changed = new Set();
    const tell = () => {
      const lines = [...changed].filter((row) => row.isConnected).map((row) => row.getAttribute('aria-label') ?? '');
      changed.clear();
      if (lines.length > 0) window.rowsPainted(Date.now(), lines);
    };
    const rowsOf = ({ target, addedNodes }) => [target.closest?.('.monaco-list-row'), ...[...addedNodes].flatMap((node) => [node.closest?.('.monaco-list-row'), ...(node.querySelectorAll?.('.monaco-list-row') ?? [])])];
    new MutationObserver((mutations) => {
      const before = changed.size;
      for (const row of mutations.flatMap(rowsOf)) if (row) changed.add(row);
      if (before === 0 && changed.size > 0) requestAnimationFrame(() => setTimeout(tell));
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label'] });
  `);
}
