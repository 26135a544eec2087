import assert from 'node:assert/strict';
import { verifyConfiguration } from '../../../src/core/commands/verify';
import { verificationText } from '../../../src/render/verificationText';
import { t } from '../render/plainTranslate';

const parse = (exitCode: number | null, stderr: string) => verifyConfiguration().parse({ stdout: '', stderr, exitCode }, 'host1');
const said = (exitCode: number, stderr: string) => {
  const read = parse(exitCode, stderr);
  assert.ok(read.ok, JSON.stringify(read));
  return verificationText(read.value, 'La\nb', t);
};

describe('What Pacemaker says of a configuration', () => {
  it('is that nothing is wrong, that it remarks something, or that it finds errors, in its words', () => {
    assert.equal(said(0, ''), 'Pacemaker finds nothing wrong with the configuration of the cluster La\\nb.\n');
    assert.match(said(0, '(unpack_config) \twarning: Blind faith: not fencing unseen nodes\n'), /^Pacemaker accepts .* and remarks:\n\n {2}\(unpack_config\) warning: Blind faith: not fencing unseen nodes\n$/);
    assert.match(said(78, 'error: Resource start-up disabled\u202e\nErrors found during check: config not valid\n'), /^Pacemaker finds errors .*:\n\n {2}error: Resource start-up disabled\\u\{202e\}\n {2}Errors found/);
  });

  it('is a fault where it says nothing of it', () => {
    assert.deepEqual(parse(102, 'Could not connect to the CIB\n'), { ok: false, fault: { code: 'not-running', message: 'Could not connect to the CIB' } });
    assert.equal(!parse(127, 'sh: crm_verify: not found').ok, true);
    assert.equal(!parse(null, 'half a line').ok, true);
    assert.equal(!parse(1, '').ok, true);
  });
});
