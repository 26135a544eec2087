import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTarget } from '../../../src/remote/target';

const cases: Record<string, readonly [user: string | null, host: string, port: number | null]> = {
  'example-host': [null, 'example-host', null],
  ' example-host ': [null, 'example-host', null],
  'root@example-host': ['root', 'example-host', null],
  'root@example-host:2222': ['root', 'example-host', 2222],
  'joe@realm@example-host': ['joe@realm', 'example-host', null],
  '[2001:db8::1]:22': [null, '2001:db8::1', 22],
  'root@[2001:db8::1]': ['root', '2001:db8::1', null],
  '2001:db8::1': [null, '2001:db8::1', null],
  'fe80::1%eth0': [null, 'fe80::1%eth0', null],
  'ssh://root@example-host:2222': ['root', 'example-host', 2222],
  'ssh://example-host/': [null, 'example-host', null],
  'DOMAIN+joe@example-host': ['DOMAIN+joe', 'example-host', null],
};

const refused = ['', '  ', '@example-host', 'root@', '-oProxyCommand=id', 'root@-oProxyCommand=id', '-l@example-host', 'example-host:', 'example-host:0', 'example-host:65536',
  'example-host:ssh', 'a b', 'a\nb', 'a;id', '$(id)', '`id`', "it's", 'a|b', 'joe\\@example-host', '[::1', '[]:22', 'a\0b', '\ud800'];

describe('A target', () => {
  for (const [text, [user, host, port]] of Object.entries(cases)) {
    it(`${JSON.stringify(text)} is taken apart`, () => assert.deepEqual(parseTarget(text), { ok: true, value: { user, host, port } }));
  }

  for (const text of refused) {
    it(`${JSON.stringify(text)} is refused`, () => {
      const parsed = parseTarget(text);
      assert.equal(!parsed.ok && parsed.fault.code, 'target-invalid');
    });
  }

  it('never lets through what a program could take for an option or a shell for syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'-@:[]ab1;$`\'"\\ \n\0ü') }), (text) => {
        const parsed = parseTarget(text);
        if (!parsed.ok) return;
        const { user, host } = parsed.value;
        for (const name of [user ?? 'root', host]) {
          assert.match(name, /^[^-]/);
          assert.doesNotMatch(name, /[\s'"`$;&<>|(){}]/);
        }
      }),
    );
  });
});
