import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { stepIds } from '../../../src/core/walkthrough/step';
import { releases } from '../../lab/release';
import { ranSteps } from '../../lab/ranSteps';
import { sections, seedTable } from './seedTable';

const [begin, end] = ['<!-- tutorial: made by npm run test:unit -- --accept -->', '<!-- end of tutorial -->'];

describe('The README’s table of the tutorial', () => {
  it('says of each of its parts which steps do it, and where they were run', () => {
    const between = new RegExp(`(?<=${begin}\n)[^]*?(?=\n${end})`);
    const text = readFileSync('README.md', 'utf8');
    if (process.env['ACCEPT'] === '1') writeFileSync('README.md', text.replace(between, seedTable));
    assert.equal(between.exec(readFileSync('README.md', 'utf8'))?.[0], seedTable());
  });

  it('has every step, and none that there is not', () => {
    const named = new Set(sections.flatMap(([, steps]) => steps));
    assert.deepEqual([...named].sort(), [...stepIds].sort());
  });

  it('names releases in their order, and only those that a lab can be made of', () => {
    for (const [id, { releases: run }] of Object.entries(ranSteps)) assert.deepEqual(run, releases.filter((release) => run.includes(release)), id);
  });

  it('is told nothing of a release on which nothing was run', () => {
    assert.ok(Object.values(ranSteps).every(({ releases: run, only }) => only === undefined || run.length > 0));
    assert.equal(seedTable().split('\n').length, sections.length + 2);
    for (const line of seedTable().split('\n')) assert.equal(line.split('|').length, 6, line);
  });
});
