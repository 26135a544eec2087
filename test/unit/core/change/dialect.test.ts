import assert from 'node:assert/strict';
import { isAtLeast } from '../../../../src/core/change/dialect';
import { readDialect } from '../../../../src/core/commands/dialect';
import { valueOf } from '../fixtures';
import { dialect, dialects, versions } from './recordedDialects';

function read(stdout: string, exitCode = 0) {
  return readDialect().parse({ stdout, stderr: '', exitCode }, 'host1');
}

describe('The dialect of a host', () => {
  it('is asked of pcs, changes nothing and needs no rights', () => {
    const { argv, rights, mutates } = readDialect();
    assert.deepEqual([argv, rights, mutates], [['pcs', '--version', '--full'], 'none', false]);
  });

  it('is what every recorded pcs told of itself', () => {
    assert.deepEqual(dialects.map(({ pcs }) => pcs), versions);
    assert.deepEqual(dialects.map(({ capabilities }) => capabilities.size), [178, 238, 258, 284]);
    const having = (capability: string) => dialects.filter(({ capabilities }) => capabilities.has(capability)).map(({ pcs }) => pcs);
    assert.deepEqual(having('pcmk.resource.refresh'), versions);
    assert.deepEqual(having('pcmk.resource.move.autoclean.default'), ['0.11.5', '0.12.0.2']);
    assert.deepEqual(having('pcmk.resource.delete.list'), ['0.12.0.2']);
    assert.deepEqual(having('node.standby.list'), versions);
  });

  it('is a version alone where pcs tells no more', () => {
    assert.deepEqual(valueOf(read('0.9.158\n')), { pcs: '0.9.158', capabilities: new Set() });
    assert.deepEqual(valueOf(read('0.12.3.1\r\na b\r\n')), { pcs: '0.12.3.1', capabilities: new Set(['a', 'b']) });
  });

  it('is not made of anything else', () => {
    for (const text of ['', '\n', 'pcs: command not found\n', 'Error: Cannot read capabilities definition file\n', 'v0.11\n']) {
      const answer = read(text);
      assert.ok(!answer.ok && answer.fault.code === 'malformed', JSON.stringify(text));
    }
    const missing = read('', 127);
    assert.ok(!missing.ok && missing.fault.code === 'program-missing');
  });

  it('compares versions by their numbers', () => {
    for (const [version, wanted] of [['0.12.0.2', '0.12'], ['0.10.8', '0.10'], ['0.10.8', '0.9'], ['3.0.0', '3'], ['3', '3.0'], ['0.11', '0.10.9']] as const) assert.ok(isAtLeast(version, wanted), `${version} ${wanted}`);
    for (const [version, wanted] of [['0.9.169', '0.10'], ['0.11.12', '0.12'], ['2.1.5', '3'], ['0.10.8', '0.10.9'], ['', '0.1']] as const) assert.ok(!isAtLeast(version, wanted), `${version} ${wanted}`);
    assert.ok(isAtLeast(dialect('0.12.0.2').pcs, '0.12'));
  });
});
