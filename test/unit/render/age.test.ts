import assert from 'node:assert/strict';
import { age, dateTimeText, timeText } from '../../../src/render/age';
import { t } from './plainTranslate';

describe('age', () => {
  for (const [seconds, text] of [
    [-5, 'just now'], [0, 'just now'], [9, 'just now'], [10, '10 s ago'], [19, '10 s ago'], [59, '50 s ago'],
    [60, '1 min ago'], [3599, '59 min ago'], [3600, '1 h ago'], [86_399, '23 h ago'], [86_400, '1 d ago'], [864_000, '10 d ago'],
  ] as const) {
    it(`${seconds} s: ${text}`, () => assert.equal(age(1_000_000_000, 1_000_000_000 + seconds * 1000, t), text));
  }
});

describe('timeText', () => {
  const at = new Date(2026, 10, 22, 4, 3, 5).getTime();

  it('is the local time of today', () => assert.equal(timeText(at, at + 3_600_000), '04:03:05'));
  it('has the date on another day', () => assert.equal(timeText(at, at + 86_400_000), '2026-11-22 04:03:05'));
  it('has date and time for a tooltip', () => assert.equal(dateTimeText(at), '2026-11-22 04:03:05'));
});
