import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitCommandLine } from '../../../src/practice/commandLine';
import { quote } from '../../../src/remote/quote';
import { anyText } from '../anyText';

function words(line: string): readonly string[] {
  const split = splitCommandLine(line);
  assert.ok(split.ok, JSON.stringify(split));
  return split.value;
}

function refusal(line: string): string {
  const split = splitCommandLine(line);
  assert.ok(!split.ok, `${line} was taken as ${JSON.stringify(split)}`);
  return `${split.fault.code} ${split.fault.what}`;
}

describe('A command line without a shell', () => {
  it('is split as POSIX sh splits it', () => {
    assert.deepEqual(words('env LC_ALL=C /usr/sbin/crm_mon -1 --output-as=xml'), ['env', 'LC_ALL=C', '/usr/sbin/crm_mon', '-1', '--output-as=xml']);
    assert.deepEqual(words(`  a 'b c'd "e \\"f\\" \\g" h\\ i ''  `), ['a', 'b cd', 'e "f" \\g', 'h i', '']);
    assert.deepEqual(words('pcs resource \\\n  cleanup # all of them'), ['pcs', 'resource', 'cleanup']);
    assert.deepEqual(words('echo a#b "#c" {}'), ['echo', 'a#b', '#c', '{}']);
    assert.deepEqual(words(`cibadmin --xpath //node_state[@id=\\'1\\']`), ['cibadmin', '--xpath', "//node_state[@id='1']"]);
    assert.deepEqual(words(''), []);
  });

  it('gives back whatever was quoted for a host', () => {
    fc.assert(fc.property(fc.array(anyText(), { minLength: 1 }), (argv) => assert.deepEqual(words(quote(argv)), argv)), { numRuns: 30 });
  });

  it('is refused where it asks something of a shell', () => {
    for (const character of ['|', '&', ';', '<', '>', '(', '$', '`', '*', '?']) assert.equal(refusal(`virsh list ${character} x`), `shell-syntax ${character}`);
    assert.equal(refusal('echo "$(rm -rf /)"'), 'shell-syntax $');
    assert.equal(refusal('echo "`id`"'), 'shell-syntax `');
    assert.equal(refusal('echo {a,b}'), 'shell-syntax {');
    assert.equal(refusal('true\nfalse'), 'shell-syntax a line break');
  });

  it('is refused where a quote is left open', () => {
    assert.equal(refusal(`echo 'a`), "unfinished-quote '");
    assert.equal(refusal('echo "a'), 'unfinished-quote "');
    assert.equal(refusal('echo a\\'), 'unfinished-quote \\');
  });
});
