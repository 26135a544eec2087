import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { generatedFiles } from '../../../src/actions/generated';

const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

describe('files made from the table of actions', () => {
  for (const [path, text] of Object.entries(generatedFiles(read))) {
    it(`${path} is as the table says (npm run manifest writes it)`, () => {
      assert.equal(read(path), text);
    });
  }

  it('keeps the rest of package.json', () => {
    const made = generatedFiles((path) => (path === 'package.json' ? '{ "name": "x", "contributes": { "old": 1 } }' : null));
    const manifest = JSON.parse(made['package.json'] ?? '') as { name: string; contributes: object };
    assert.equal(manifest.name, 'x');
    assert.equal('old' in manifest.contributes, false);
  });

  it('replaces the table in a README between its marks and nothing else', () => {
    const readme = 'before\n<!-- actions: made by npm run manifest -->\nold\n<!-- end of actions -->\nafter\n';
    const made = generatedFiles((path) => (path === 'README.md' ? readme : '{}'))['README.md'] ?? '';
    assert.match(made, /^before\n<!-- actions/);
    assert.match(made, /\| Make Active \| cluster \| with a cluster \|/);
    assert.match(made, /<!-- end of actions -->\nafter\n$/);
    assert.doesNotMatch(made, /^old$/m);
  });

  it('leaves a README without marks alone', () => {
    assert.equal('README.md' in generatedFiles((path) => (path === 'README.md' ? '# Title' : '{}')), false);
  });
});
