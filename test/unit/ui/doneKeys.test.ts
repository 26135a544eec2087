import assert from 'node:assert/strict';
import { contextKey, stepKey } from '../../../src/actions/ids';
import { doneKeys } from '../../../src/ui/doneKeys';
import { integrated, whole } from '../core/walkthrough/guestSituations';
import { bare, installed, situation } from '../core/walkthrough/hostReports';

describe('What the cards are told', () => {
  const real = { practice: false };

  it('is what was found to be done, and nothing that is missing', () => {
    const keys = doneKeys(integrated(whole), real);
    assert.ok([contextKey.hostsAnswer, ...(['start', 'guestOnline', 'placement', 'shutDown'] as const).map(stepKey)].every((key) => keys.includes(key)), keys.join());
    assert.ok(!keys.includes(stepKey('kill')) && !keys.includes(stepKey('recovery')));
  });

  it('is what is so now: what was done by hand counts, and what was undone later does not any more', () => {
    const off = { services: new Map([['pcsd', { active: 'inactive', enabled: 'disabled' }]] as const) };
    const told = (...hosts: Parameters<typeof situation>[0]) => doneKeys(situation(hosts), real).includes(stepKey('pcsd'));
    assert.deepEqual([told(installed('host1'), installed('host2')), told(installed('host1'), installed('host2', off)), told(installed('host1'), { code: 'disconnected', host: 'host2' })], [true, false, false]);
  });

  it('is that hosts answer, and of those nothing that nobody could see', () => {
    assert.ok(doneKeys(situation([bare('host1')], 'idle'), real).includes(contextKey.hostsAnswer));
    assert.deepEqual(doneKeys(situation([{ code: 'disconnected', host: 'host1' }], 'unknown'), real).filter((key) => key !== stepKey('stop')), []);
  });

  it('is told of a practice cluster by other keys', () => {
    const keys = doneKeys(integrated(whole), { practice: true });
    assert.equal(keys.length, doneKeys(integrated(whole), real).length);
    assert.deepEqual(keys.filter((key) => !key.startsWith('pacemaker.practice.')), []);
  });
});
