import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { command, contextKey, practiceKey, stepKey } from '../../../src/actions/ids';
import { manifest, manifestTexts } from '../../../src/actions/manifest';
import { walkthroughs } from '../../../src/actions/walkthroughs';
import { progressOf } from '../../../src/core/walkthrough/progress';
import { chapterSteps } from '../../../src/core/walkthrough/step';
import { integrated, whole } from '../core/walkthrough/guestSituations';

describe('The walkthroughs', () => {
  const cards = walkthroughs.flatMap((walkthrough) => walkthrough.cards);

  const keysOf = (...ids: readonly string[]) => walkthroughs.filter(({ id }) => ids.includes(id)).flatMap((walkthrough) => walkthrough.cards).flatMap(({ done }) => done.split(' && '));

  it('are one for each part of the set-up, in their order, and one to practise each', () => {
    const parts = Object.keys(chapterSteps);
    assert.deepEqual(walkthroughs.map(({ id }) => id), [...parts, ...parts.map((id) => `${id}Practice`)]);
  });

  it('have every step of the hosts on a card but the one that only goes before another', () => {
    assert.deepEqual(keysOf('hosts').sort(), [contextKey.hostsAnswer, ...chapterSteps.hosts.filter((id) => id !== 'stop').map(stepKey)].sort());
  });

  it('have what is practised ticked off by itself, step for step', () => {
    const parts = Object.keys(chapterSteps);
    const practice = keysOf(...parts.map((id) => `${id}Practice`));
    assert.deepEqual(practice, keysOf(...parts).map(practiceKey));
    assert.deepEqual(practice.filter((key) => keysOf(...parts).includes(key)), []);
  });

  it('begin with hosts: those that are named, or those of a practice cluster', () => {
    const begun = walkthroughs.filter(({ id }) => !id.startsWith('recovery')).map(({ id, cards: [first] }) => [id.endsWith('Practice'), first?.buttons[0]?.command]);
    assert.deepEqual(begun, begun.map(([practice]) => [practice, practice ? command.startPractice : command.addCluster]));
    const offered = walkthroughs.filter(({ id }) => id.endsWith('Practice')).flatMap((walkthrough) => walkthrough.cards.flatMap(({ buttons }) => buttons.map((button) => button.command)));
    assert.ok(!offered.includes(command.addCluster));
  });

  it('have every step of a guest on a card, in the order of the steps', () => {
    assert.deepEqual(new Set(keysOf('guest')), new Set(chapterSteps.guest.map(stepKey)));
    assert.deepEqual(keysOf('integrate'), ['start', ...chapterSteps.integrate].map((id) => `pacemaker.step.${id}`));
    assert.deepEqual([...new Set(keysOf('recovery'))], chapterSteps.recovery.map(stepKey));
  });

  it('are not begun by a guest that has never failed', () => {
    const so = progressOf(integrated(whole)).filter(({ standing }) => standing === 'done' || standing === 'unneeded').map(({ step }) => stepKey(step.id));
    assert.ok(so.includes(stepKey('cleanup')));
    const ticked = walkthroughs.filter(({ id }) => id === 'recovery').flatMap((walkthrough) => walkthrough.cards).filter(({ done }) => done.split(' && ').every((key) => so.includes(key)));
    assert.deepEqual(ticked.map(({ id }) => id), ['tools']);
  });

  it('have six cards at most, each with a picture in the theme’s colours that is told to whoever does not see it', () => {
    for (const walkthrough of walkthroughs) assert.ok(walkthrough.cards.length <= 6);
    for (const { picture } of cards) {
      const path = `media/${picture.file}.svg`;
      assert.ok(existsSync(path), path);
      assert.doesNotMatch(readFileSync(path, 'utf8'), /#[0-9a-f]{3,8}\b|rgb|black|white/i);
      assert.match(picture.shows, /^\p{Lu}.*\.$/u);
    }
  });

  it('have a text for whatever the manifest names', () => {
    const texts = manifestTexts();
    const named = JSON.stringify(manifest().contributes.walkthroughs).match(/(?<="%)[^%"]+(?=%")/g) ?? [];
    assert.equal(named.length, 2 * walkthroughs.length + 3 * cards.length);
    assert.deepEqual(named.filter((key) => !texts[key]), []);
  });
});
