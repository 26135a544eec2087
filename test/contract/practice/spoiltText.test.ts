import assert from 'node:assert/strict';
import { spoiltText } from '../../../src/core/change/spoiltText';
import { attribute, parseXml, type XmlElement } from '../../../src/core/xml';
import { emptyElement } from '../../../src/core/xmlText';
import { fixture, snapshotOf } from '../../unit/core/fixtures';
import { CibCopies } from './cibCopies';

const stage = 'bookworm/50-clone-promotable-group';

describe('What Pacemaker makes of a value', function () {
  this.timeout(60_000);
  let copies: CibCopies;

  before(async function () {
    copies = await CibCopies.start(this);
  });
  after(() => copies?.dispose());

  /** What comes to stand in a CIB where that was to; undefined where nobody can read it any more. */
  const kept = async (value: string) => {
    const set = `<crm_config><cluster_property_set id="tried">${emptyElement('nvpair', { id: 'tried-note', name: 'note', value })}</cluster_property_set></crm_config>`;
    const cib = parseXml(await copies.edit(fixture(`${stage}/cibadmin-Q.out`), 'cib.xml', [['cibadmin', '--modify', '--allow-create', '--scope', 'crm_config', '--xml-text', set]]));
    const found = (element: XmlElement): XmlElement | undefined => (attribute(element, 'id') === 'tried-note' ? element : element.children.map(found).find((each) => each !== undefined));
    return cib.ok ? attribute(found(cib.value) ?? assert.fail('it is not there'), 'value') : undefined;
  };

  const refused = (value: string) => spoiltText({ kind: 'setProperty', name: 'note', value }, snapshotOf({ status: fixture(`${stage}/crm_mon-xml.out`) }).cluster.pacemaker) !== null;

  for (const value of ['plain', '<a b="c">&\'', 'Köln', '"<&>\' Köln 日本 😀']) {
    it(`is what was typed: ${value}`, async () => {
      assert.equal(refused(value), false);
      assert.equal(await kept(value), value);
    });
  }

  it('is a configuration that nobody can read any more, where markup comes behind a letter beyond ASCII: that is refused before', async () => {
    for (const value of ['ü"', 'ü <x>', '日本 & more']) {
      assert.equal(refused(value), true);
      assert.equal(await kept(value), undefined, value);
    }
  });
});
