import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostAliases } from '../../../src/remote/hostAliases';
import { useFolder } from './doubles';

describe('The aliases of an ssh configuration', () => {
  const folder = useFolder();
  const write = (name: string, text: string): string => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    return path;
  };

  it('are listed with those of included files, and without patterns', async () => {
    mkdirSync(join(folder.path, 'conf.d'));
    write('conf.d/10-cluster', 'Host node-b node-a\n  User root\n');
    write('conf.d/20-more', 'Host more\n');
    write('conf.d/notes.txt', 'Host not-matched\n');
    write('single', 'Host single\n');
    const file = write('config', [
      `Include ${folder.path}/conf.d/?0-*`,
      '# Host commented',
      'host lower *.example.org !not-me host? node-a',
      '  HostName 192.0.2.1',
      `  Include ${folder.path}/single ${folder.path}/missing`,
      'Match host x exec "exit 1"',
      '  User nobody',
      'Host *',
      '  ForwardAgent no',
    ].join('\n'));
    assert.deepEqual(await hostAliases(file), ['lower', 'more', 'node-a', 'node-b', 'single']);
  });

  it('are none without a configuration, or with one that includes itself for ever', async () => {
    assert.deepEqual(await hostAliases(join(folder.path, 'nonesuch')), []);
    const file = join(folder.path, 'loop');
    writeFileSync(file, `Host looped\nInclude ${file}\n`);
    assert.deepEqual(await hostAliases(file), ['looped']);
  });
});
