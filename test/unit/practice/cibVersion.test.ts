import assert from 'node:assert/strict';
import { ctime, withChange, withNewerVersion } from '../../../src/practice/cibVersion';
import { valueOf, type CibElement } from '../../../src/practice/cibTree';
import { readTree } from './fixture';

const version = (cib: CibElement) => ['admin_epoch', 'epoch', 'num_updates'].map((name) => valueOf(cib, name)).join('.');

describe('The version of a practice cluster\'s CIB', () => {
  const before = readTree('<cib admin_epoch="0" epoch="5" num_updates="7"><configuration><a/></configuration><status/></cib>');

  it('rises by an update when only the status has changed', () => {
    assert.equal(version(withNewerVersion(readTree('<cib admin_epoch="0" epoch="5" num_updates="7"><configuration><a/></configuration><status><b/></status></cib>'), before)), '0.5.8');
  });

  it('rises by an epoch when the configuration has changed, also when it is an older one', () => {
    const changed = '<configuration><a id="1"/></configuration><status/></cib>';
    assert.equal(version(withNewerVersion(readTree(`<cib admin_epoch="0" epoch="5" num_updates="9">${changed}`), before)), '0.6.0');
    assert.equal(version(withNewerVersion(readTree(`<cib admin_epoch="0" epoch="1" num_updates="0">${changed}`), before)), '0.6.0');
  });

  it('stays as a program has raised it', () => {
    assert.equal(version(withNewerVersion(readTree('<cib admin_epoch="0" epoch="6" num_updates="0"><configuration/></cib>'), before)), '0.6.0');
    assert.equal(version(withNewerVersion(readTree('<cib admin_epoch="1" epoch="1" num_updates="0"><configuration/></cib>'), before)), '1.1.0');
  });

  it('comes with who changed it and when, in ctime\'s words', () => {
    const at = Date.UTC(2026, 10, 1, 7, 4, 9);
    assert.equal(ctime(at), 'Sun Nov  1 07:04:09 2026');
    assert.equal(ctime(Date.UTC(2026, 10, 22, 17, 4, 34)), 'Sun Nov 22 17:04:34 2026');
    const changed = withChange(before, { at, host: 'host1', client: 'pcs' });
    assert.deepEqual(['update-origin', 'update-client', 'update-user'].map((name) => valueOf(changed, name)), ['host1', 'pcs', 'root']);
  });
});
