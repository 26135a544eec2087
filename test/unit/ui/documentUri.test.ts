import assert from 'node:assert/strict';
import { checklistKey, clusterOfChecklist, documentAddress, type DocumentSubject, heldAddress, subjectOfQuery } from '../../../src/ui/documentUri';

describe('addresses of documents', () => {
  const subjects: DocumentSubject[] = [
    { kind: 'cib', cluster: 'c1' },
    { kind: 'domain', cluster: 'c1', guest: 'guest 1/../é?#&', host: 'root@host1:22' },
    { kind: 'resource', cluster: 'c1', resource: '"quoted" $(x)\n' },
    { kind: 'status', cluster: 'c1', host: 'root@host1:22' },
    { kind: 'failure', cluster: 'c1', resource: 'a/b "c"', task: 'migrate_to', interval: 10_000, node: '..' },
    { kind: 'failureLog', cluster: 'c1', resource: 'a/b', task: 'start', interval: 0, node: 'host1' },
    { kind: 'log', cluster: 'c1', host: 'root@host1:22' },
    { kind: 'leftovers', cluster: 'c1' },
  ];

  it('say what they are about and are read back', () => {
    for (const subject of subjects) assert.deepEqual(subjectOfQuery(documentAddress(subject, 'Lab').query), subject);
  });

  it('tell whose checklist they lead to, and of no other text', () => {
    for (const cluster of ['c1', 'a b/%&=c', '']) assert.equal(clusterOfChecklist(heldAddress('Lab', 'List', 'txt', checklistKey(cluster))), cluster);
    for (const other of [null, 'x', {}, heldAddress('Lab', 'List', 'txt', 'whatif-1'), documentAddress({ kind: 'cib', cluster: 'c1' }, 'Lab'), { scheme: 'file', query: 'held=checklist-c1' }]) assert.equal(clusterOfChecklist(other), null);
  });

  it('have one segment for the cluster and one for the document, whatever the names hold', () => {
    for (const name of ['Lab', '..', '', 'a/b\\c', '\u202egnp']) {
      for (const subject of subjects) {
        const { path } = documentAddress(subject, name);
        assert.match(path, /^\/[^/\\]+\/[^/\\]+\.(xml|txt)$/);
        assert.doesNotMatch(path, /\/\.{0,2}\/|[\p{C}]/u);
      }
    }
  });

  it('of texts that only this window has are about nothing that could be read again', () => {
    const { path, query } = heldAddress('Lab', '../Disable a/b\n', 'xml', '1-before');
    assert.match(path, /^\/[^/\\]+\/[^/\\\p{C}]+\.xml$/u);
    assert.equal(subjectOfQuery(query), null);
    assert.notEqual(query, heldAddress('Lab', '../Disable a/b\n', 'xml', '1-after').query);
  });

  it('that others made up are refused', () => {
    for (const query of ['', 'null', '[]', '{"kind":"cib"}', '{"kind":"file","cluster":"c1"}', '{"kind":"status","cluster":"c1"}', '{"kind":"failure","cluster":"c1","resource":"a","task":"b","interval":"1","node":"n"}', '{"kind":"domain","cluster":"c1","guest":1,"host":"h"}', '{']) {
      assert.equal(subjectOfQuery(query), null);
    }
  });
});
