import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { hostKeyName, type KnownKey, readKnownHosts, speaksOf } from '../../../src/remote/knownHosts';

const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIEhvc3RLZXk=';

function hashed(name: string): string {
  const salt = Buffer.from('twenty bytes of salt');
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
}

function line(names: string): KnownKey {
  const [read] = readKnownHosts(`${names} ssh-ed25519 ${key} a comment`, 'known_hosts');
  assert.ok(read, names);
  return read;
}

describe('A known_hosts file', () => {
  it('is read line by line, whatever else stands in it', () => {
    const text = [
      '# a comment',
      '',
      `example-host ssh-ed25519 ${key} root@example-host`,
      `  \texample-host,192.0.2.1\tssh-rsa   ${key}\r`,
      `@revoked * ssh-ed25519 ${key}`,
      `@cert-authority *.example.org ssh-ed25519 ${key}`,
      `@unheard-of example-host ssh-ed25519 ${key}`,
      'example-host 1024 35 1234567890',
      'example-host ssh-ed25519',
      'example-host ssh-ed25519 no/base64!',
      '#example-host ssh-ed25519 ' + key,
    ].join('\n');
    assert.deepEqual(
      readKnownHosts(text, '/k').map(({ marker, names, keyType, from }) => [marker, names, keyType, from]),
      [
        ['none', 'example-host', 'ssh-ed25519', '/k:3'],
        ['none', 'example-host,192.0.2.1', 'ssh-rsa', '/k:4'],
        ['revoked', '*', 'ssh-ed25519', '/k:5'],
        ['cert-authority', '*.example.org', 'ssh-ed25519', '/k:6'],
      ],
    );
  });

  const cases: readonly (readonly [names: string, name: string, speaks: boolean])[] = [
    ['example-host', 'example-host', true],
    ['EXAMPLE-Host', 'example-host', true],
    ['example-host', 'example-host2', false],
    ['other,example-host', 'example-host', true],
    ['example-host', '[example-host]:2222', false],
    ['[example-host]:2222', '[example-host]:2222', true],
    ['[example-host]:*', '[example-host]:2222', true],
    ['[example-host]:2222', 'example-host', false],
    ['*.example.org', 'a.b.example.org', true],
    ['*.example.org', 'example.org', false],
    ['192.0.2.?', '192.0.2.7', true],
    ['192.0.2.?', '192.0.2.77', false],
    ['*,!bad.example.org', 'good.example.org', true],
    ['*,!bad.example.org', 'bad.example.org', false],
    ['!bad.example.org,*', 'bad.example.org', false],
    ['!bad.example.org', 'good.example.org', false],
    ['*', 'anything', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
    ['example.host', 'exampleXhost', false],
    ['2001:db8::1', '2001:db8::1', true],
    [hashed('example-host'), 'example-host', true],
    [hashed('example-host'), 'other', false],
    [hashed('[example-host]:2222'), '[example-host]:2222', true],
    [hashed('[example-host]:2222'), 'example-host', false],
    ['|2|c2FsdA==|aGFzaA==', 'example-host', false],
    ['|1|c2FsdA==|', 'example-host', false],
  ];
  for (const [names, name, speaks] of cases) {
    it(`${names} ${speaks ? 'speaks' : 'does not speak'} of ${name}`, () => assert.equal(speaksOf(line(names), name), speaks));
  }

  it('files a host on another port than 22 under both', () => {
    assert.equal(hostKeyName('Example-Host', 22), 'example-host');
    assert.equal(hostKeyName('Example-Host', 2222), '[example-host]:2222');
  });

  it('says the same of a name, whether it is hashed or plain', () => {
    const name = fc.stringMatching(/^[a-z0-9.:[\]-]{1,20}$/);
    fc.assert(fc.property(name, name, (a, b) => speaksOf(line(hashed(a)), b) === (a === b) && speaksOf(line(`x,${a}`), b) === (a === b || b === 'x')));
  });

  it('matches wildcards as a regular expression would, also a pattern made to take long', () => {
    const small = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(small, fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 12 }), (pattern, name) => {
        const expected = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(name);
        return speaksOf(line(pattern), name) === expected;
      }),
    );
    const started = performance.now();
    assert.equal(speaksOf(line('*a'.repeat(200)), 'a'.repeat(2000) + 'b'), false);
    assert.ok(performance.now() - started < 500);
  });
});
