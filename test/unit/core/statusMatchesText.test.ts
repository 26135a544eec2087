import assert from 'node:assert/strict';
import { factsOfSnapshot } from './crmMonFacts';
import { factsOfText } from './crmMonText';
import { filesIn, fixture, hasFixture, releases, snapshotOf, stage } from './fixtures';

/** In these the cluster moved on between the two commands: the XML is a second younger than the text. */
const unsettled = ['00-before-dc-set', '20-after-kill'];

describe('A status says what the text beside it says', () => {
  for (const release of releases) {
    for (const name of filesIn(release)) {
      const folder = `${release}/${name}`;
      if (unsettled.includes(name) || !hasFixture(`${folder}/crm_mon-text.out`)) continue;

      it(`${folder}, by the status alone`, () => {
        assert.deepEqual(factsOfSnapshot(stage(folder, { withCib: false })), factsOfText(fixture(`${folder}/crm_mon-text.out`)));
      });

      if (hasFixture(`${folder}/cibadmin-Q.out`)) {
        it(`${folder}, with the configuration`, () => {
          assert.deepEqual(factsOfSnapshot(stage(folder)), factsOfText(fixture(`${folder}/crm_mon-text.out`)));
        });
      }

      for (const form of ['crm_mon-as-xml', 'crm_mon-full-xml', 'pcs-status-xml']) {
        if (!hasFixture(`${folder}/${form}.out`)) continue;
        it(`${folder}, as ${form}`, () => {
          const cib = fixture(`${folder}/cibadmin-Q.out`);
          assert.deepEqual(factsOfSnapshot(snapshotOf({ status: fixture(`${folder}/${form}.out`), cib })), factsOfText(fixture(`${folder}/crm_mon-text.out`)));
        });
      }
    }
  }

  for (const { name, cib } of [{ name: 'mixed', cib: undefined }, { name: 'mixed', cib: 'mixed' }, { name: 'lost-ticket', cib: undefined }]) {
    it(`rendered/${name}, ${cib ? 'with the configuration' : 'by the status alone'}, also what does not run`, () => {
      const texts = { status: fixture(`rendered/${name}/status.xml`), ...(cib ? { cib: fixture(`rendered/${cib}/cib.xml`) } : {}) };
      assert.deepEqual(factsOfSnapshot(snapshotOf(texts), { inactive: true }), factsOfText(fixture(`rendered/${name}/text.out`)));
    });
  }

  it('compares something', () => {
    const facts = factsOfText(fixture('bookworm/50-clone-promotable-group/crm_mon-text.out'));
    assert.equal(facts.length, 3 + 6 + 3 + 3 + 2, facts.join('\n'));
  });
});
