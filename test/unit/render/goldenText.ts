import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Compares a text with the accepted one. `ACCEPT=1` accepts what there is now: look at the difference before committing it. */
export function goldenText(name: string, text: string, area = 'render'): void {
  const file = `test/unit/${area}/golden/${name}.txt`;
  if (process.env['ACCEPT'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `${file} is missing: run with ACCEPT=1 to write it`);
  assert.equal(text, readFileSync(file, 'utf8'));
}
