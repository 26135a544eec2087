import type { Locator, Page } from 'playwright-core';

type Colors = Readonly<Record<string, string>>;

/** Colours of VS Code's own themes, under the names by which it gives them to a page. */
export const themes: Readonly<Record<'Dark Modern' | 'Dark High Contrast', Colors>> = {
  'Dark Modern': {
    'foreground': '#cccccc', 'descriptionForeground': '#9d9d9d', 'errorForeground': '#f85149', 'focusBorder': '#0078d4', 'editor-background': '#1f1f1f', 'sideBar-background': '#181818', 'panel-border': '#2b2b2b',
    'input-background': '#313131', 'input-foreground': '#cccccc', 'input-border': '#3c3c3c', 'input-placeholderForeground': '#989898', 'dropdown-background': '#313131', 'dropdown-foreground': '#cccccc', 'dropdown-border': '#3c3c3c',
    'button-background': '#0078d4', 'button-foreground': '#ffffff', 'button-border': '#ffffff12', 'textLink-foreground': '#4daafc', 'textCodeBlock-background': '#2b2b2b', 'badge-background': '#616161', 'badge-foreground': '#f8f8f8',
    'inputValidation-errorBackground': '#5a1d1d', 'inputValidation-errorBorder': '#be1100', 'font-family': 'sans-serif', 'font-size': '13px', 'editor-font-family': 'monospace', 'editor-font-size': '13px',
  },
  'Dark High Contrast': {
    'foreground': '#ffffff', 'descriptionForeground': '#ffffffb3', 'errorForeground': '#f48771', 'focusBorder': '#f38518', 'contrastBorder': '#6fc3df', 'editor-background': '#000000', 'sideBar-background': '#000000',
    'input-background': '#000000', 'input-foreground': '#ffffff', 'input-border': '#6fc3df', 'input-placeholderForeground': '#ffffffb3', 'dropdown-background': '#000000', 'dropdown-foreground': '#ffffff', 'dropdown-border': '#6fc3df',
    'button-background': '#000000', 'button-foreground': '#ffffff', 'button-border': '#6fc3df', 'textLink-foreground': '#21a6ff', 'textCodeBlock-background': '#000000', 'badge-background': '#000000', 'badge-foreground': '#ffffff',
    'inputValidation-errorBackground': '#000000', 'inputValidation-errorBorder': '#be1100', 'font-family': 'sans-serif', 'font-size': '13px', 'editor-font-family': 'monospace', 'editor-font-size': '13px',
  },
};

/** Gives a page the colours of a theme, as VS Code does. */
export async function wear(page: Page, colors: Colors): Promise<void> {
  await page.evaluate((all) => {
    const { body, documentElement } = (globalThis as unknown as { document: { body: Styled; documentElement: Styled } }).document;
    for (const [name, value] of Object.entries(all)) documentElement.style.setProperty(`--vscode-${name}`, value);
    body.style.setProperty('background-color', 'var(--vscode-editor-background)');
  }, colors);
}

interface Styled {
  readonly style: { setProperty(name: string, value: string): void };
}

/** What WCAG calls contrast: of the darkest and the lightest of a picture of it, so of its text to what is behind that. */
export async function contrastOf(element: Locator): Promise<number> {
  return measured(element.page(), [await element.screenshot()], 'contrast');
}

/** How many points of these two pictures differ by a contrast of three to one or more. */
export function pointsThatDiffer(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return measured(page, [one, other], 'difference');
}

/** Pictures are looked at in a page of their own, which no policy keeps from it. */
async function measured(beside: Page, pictures: readonly Buffer[], what: 'contrast' | 'difference'): Promise<number> {
  const page = await beside.context().browser()?.newPage();
  if (page === undefined) throw new Error('There is no browser any more.');
  try {
    return await page.evaluate<number>(`(${look})(${JSON.stringify(pictures.map((picture) => picture.toString('base64')))}, ${JSON.stringify(what)})`);
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
const look = `async (pictures, what) => {
  const luminances = [];
  for (const picture of pictures) {
    const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + picture)).blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    luminances.push(Array.from({ length: data.length / 4 }, (_, point) => 0.2126 * linear(data[point * 4]) + 0.7152 * linear(data[point * 4 + 1]) + 0.0722 * linear(data[point * 4 + 2])));
  }
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const [before, after] = luminances;
  if (what === 'difference') return before.filter((one, point) => contrast(one, after[point]) >= 3).length;
  return contrast(before.reduce((most, each) => Math.max(most, each)), before.reduce((least, each) => Math.min(least, each)));
}`;
