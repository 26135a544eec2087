import assert from 'node:assert/strict';
import { listCheckpoints, readCheckpointText } from '../../../../src/core/commands/checkpoints';
import { problemsIn } from '../../../../src/core/configuration/configurationProblems';
import { configurationAlone, configurationIn, withConfiguration } from '../../../../src/core/configuration/configurationText';
import { plainSecretLines, secretValuesIn, unmask } from '../../../../src/core/configuration/maskedSecrets';
import { patchInput } from '../../../../src/core/configuration/patchInput';
import { failure, success } from '../../../../src/core/result';
import { redactCib } from '../../../../src/core/redact';
import { fixture, releases, valueOf } from '../fixtures';

describe('The configuration in a CIB', () => {
  for (const release of releases) {
    it(`is found in that of ${release}, and put back as it was`, () => {
      const cib = fixture(`${release}/10-guest-online-5-dummies/cibadmin-Q.out`);
      const { text, line } = valueOf(configurationIn(cib));
      assert.deepEqual([text.slice(0, 15), text.slice(-16), line], ['<configuration>', '</configuration>', 2]);
      assert.equal(valueOf(withConfiguration(cib, text)), cib);
    });
  }

  it('stands alone in what is edited, comments aside', () => {
    assert.equal(valueOf(configurationAlone('<!-- mine -->\n<configuration><a/></configuration>\n')), '<configuration><a/></configuration>');
    for (const text of ['<cib><configuration></configuration></cib>', '<a/>', '', '</configuration><configuration>']) assert.equal(configurationAlone(text).ok, false, text);
  });
});

describe('Masked secrets', () => {
  const pair = (id: string, name: string, value: string) => `<nvpair id="${id}" name="${name}" value=${value}/>`;
  const read = `<configuration>${pair('a', 'passwd', '"one&amp;$&amp;"')}${pair('b', 'passwd', '\'t"wo\'')}${pair('c', 'ip', '"10.0.0.1"')}${pair('d', 'note', '"********"')}</configuration>`;

  it('are put in again where they were, byte for byte but for the quotes', () => {
    assert.deepEqual(unmask(redactCib(read), read), {
      text: read.replace('\'t"wo\'', '"t&quot;wo"'), unknown: [], secrets: new Set(['one&amp;$&amp;', 't&quot;wo', '********']),
    });
    const moved = redactCib(read).replace(/(<nvpair id="a"[^>]*>)(.*?)(?=<nvpair id="c")/, '$2$1').replace('10.0.0.1', '10.0.0.2');
    assert.ok(unmask(moved, read).text.includes('value="one&amp;$&amp;"'), 'they go by the id, not by the place');
  });

  it('are asked for where none was read', () => {
    const edited = redactCib(read).replace('id="a"', 'id="new"');
    assert.deepEqual(unmask(edited, read).unknown, [{ id: 'new', name: 'passwd' }]);
    assert.ok(unmask(edited, read, new Map([['new', '$1&#38;']])).text.includes('<nvpair id="new" name="passwd" value="$1&#38;"/>'));
  });

  it('are known by their value, and noticed where they are typed', () => {
    assert.deepEqual(secretValuesIn(read), new Set(['one&amp;$&amp;', 't"wo']));
    assert.deepEqual(plainSecretLines(`<configuration>\n${pair('x', 'ip', '"1"')}\n${pair('a', 'passwd', '"seen"')}\n${pair('b', 'passwd', '"********"')}</configuration>`), [3]);
  });
});

describe('The patch that is pushed', () => {
  const patch = '<diff format="2" digest="abc">\n  <version>\n    <source admin_epoch="0" epoch="5" num_updates="9"/>\n    <target admin_epoch="0" epoch="5" num_updates="9"/>\n  </version>\n'
    + '  <change operation="modify" path="/cib/configuration/x"><change-list><change-attr name="value" operation="set" value="s&lt;1"/></change-list><change-result><nvpair value="s&lt;1"/></change-result></change>\n'
    + '  <change operation="delete" path="/cib/status/node_state[@id=\'1\']"/>\n  <change operation="create" path="/cib/status" position="1"><a><b/></a></change>\n</diff>';

  it('is for one configuration, whatever the status is, and hides what is secret', () => {
    const input = patchInput(patch, { adminEpoch: 1, epoch: 7, numUpdates: 99 }, new Set(['s&#60;1']));
    const shown = input.map(String).join('');
    assert.match(shown, /^<diff format="2">\n {2}<version><source admin_epoch="1" epoch="7"\/><target admin_epoch="1" epoch="7"\/><\/version>/);
    assert.ok(!/num_updates|digest|status|s&/.test(shown), shown);
    const whole = input.map((piece) => (typeof piece === 'string' ? piece : piece.reveal())).join('');
    assert.ok(whole.includes('<nvpair value="s&#60;1"/>') && whole.endsWith('</diff>\n'), whole);
  });

  it('asks for each secret by its own name, and spells what is typed for XML', () => {
    const changes = '<change operation="modify" path="/cib/x[@id=\'a\']"><change-list><change-attr name="value" operation="set" value="on&lt;e"/></change-list><change-result><nvpair id="a" name="passwd" value="on&lt;e"/></change-result></change>'
      + '<change operation="create" path="/cib/y" position="1"><nvpair value=\'t"w&apos;o\' name="password" id="b"/></change>';
    const secrets = patchInput(`<diff>${changes}</diff>`, { adminEpoch: 0, epoch: 1, numUpdates: 0 }, new Set(['on&lt;e', 't&quot;w\'o'])).filter((piece) => typeof piece !== 'string');
    assert.deepEqual(secrets.map(({ question, spelling }) => [question, spelling]), [['passwd (a)', 'xml'], ['passwd (a)', 'xml'], ['password (b)', 'xml']]);
    assert.deepEqual(secrets.map((secret) => secret.reveal()), ['on&#60;e', 'on&#60;e', 't&#34;w\'o']);
  });

  it('keeps what comes after a change of the status, whichever form that has', () => {
    const kept = '<change operation="delete" path="/cib/configuration/b"/>\n<change operation="modify" path="/cib/configuration/x"><change-list/></change>';
    for (const status of ['<change operation="delete" path="/cib/status/a"/>', '<change operation="delete" path="/cib/status/a" position="1" />', '<change operation="move" path=\'/cib/status/a>/\' position="1"/>', '<change operation="create" path="/cib/status" position="1"><a/></change>']) {
      const whole = patchInput(`<diff format="2">${status}\n${kept}</diff>`, { adminEpoch: 0, epoch: 1, numUpdates: 0 }, new Set()).join('');
      assert.ok(whole.includes(kept) && !whole.includes('status'), whole);
    }
  });
});

describe('What crm_verify finds', () => {
  const cib = '<cib>\n<configuration>\n<primitive id="web" foo="1"/>\n<rsc_location id="l" rsc="NOPE"/>\n<primitive id="web"/>\n</configuration></cib>';

  it('is told with its line, as 2.0 and 2.1 say it', () => {
    const said = 'Entity: line 3: element primitive: Relax-NG validity error : Invalid attribute foo for element primitive\nEntity: line 2: element primitive: Relax-NG validity error : Element resources has extra content: primitive\n'
      + 'element rsc_location: validity error : IDREF attribute rsc references an unknown ID "NOPE"\n(main) \terror: CIB did not pass schema validation\nErrors found during check: config not valid\n';
    assert.deepEqual(problemsIn(said, 78, cib), [
      { severity: 'error', message: 'Invalid attribute foo for element primitive', line: 3 },
      { severity: 'error', message: 'IDREF attribute rsc references an unknown ID "NOPE"', line: 4 },
    ]);
  });

  it('is looked for, as 3.0 leaves the line out', () => {
    const said = 'Invalid attribute foo for element primitive\n\nElement resources has extra content: primitive\n\nID web redefined\n\nIDREF attribute rsc references an unknown ID "NOPE"\n\nerror: CIB did not pass schema validation\nConfiguration invalid (with errors)\n';
    assert.deepEqual(problemsIn(said, 78, cib).map(({ line, message }) => [line, message.slice(0, 7)]), [[3, 'Invalid'], [5, 'ID web '], [4, 'IDREF a']]);
  });

  it('is never nothing where it says no, and no error where it only warns', () => {
    assert.deepEqual(problemsIn('something new\n', 78, cib), [{ severity: 'error', message: 'something new', line: null }]);
    assert.deepEqual(problemsIn('', 0, cib), []);
    assert.deepEqual(problemsIn('(unpack) \twarning: web is odd\ncrm_verify: Warnings found during check: config may not be valid\n', 78, cib), [{ severity: 'warning', message: 'web is odd', line: null }]);
  });
});

describe('Checkpoints', () => {
  const opening = (epoch: number) => `<cib crm_feature_set="3.6.1" admin_epoch="0" epoch="${epoch}" num_updates="0" cib-last-written="Mon Nov 23 03:54:00 2026" update-origin="a>b" update-client="cibadmin" update-user="root">`;

  const chosen = (number: number): Parameters<typeof readCheckpointText>[0] => ({ number, version: { adminEpoch: 0, epoch: 9, numUpdates: 0 }, written: 'Mon Nov 23 03:54:00 2026' });

  it('are listed by number, the newest first, and what is odd is left out', () => {
    const stdout = `cib-3.raw 1700000003.5\n${opening(7)}\ncib-12.raw 1700000009.25\n<?xml version="1.0"?>\n${opening(9)}\ncib-x.raw 1\n<cib/>\ncib-4.raw 1700000004.0\nnonsense\n`;
    const listed = valueOf(listCheckpoints().parse({ stdout, stderr: '', exitCode: 0 }, 'host1'));
    assert.deepEqual(listed.map(({ number, version, host, user, until }) => [number, version.epoch, host, user, until]), [[12, 9, 'a>b', 'root', 1_700_000_009_250], [3, 7, 'a>b', 'root', 1_700_000_003_500]]);
  });

  it('are read by their number and by nothing else', () => {
    assert.deepEqual(readCheckpointText(chosen(12)).argv, ['cat', '/var/lib/pacemaker/cib/cib-12.raw']);
    for (const number of [-1, 1.5, NaN, Infinity]) assert.throws(() => readCheckpointText(chosen(number)), RangeError);
  });

  it('are the ones that were chosen, or none', () => {
    const read = (stdout: string, from = chosen(12)) => readCheckpointText(from).parse({ stdout, stderr: '', exitCode: 0 }, 'host1');
    const text = `${opening(9)}<configuration/></cib>`;
    const other = failure({ code: 'checkpoint-changed', host: 'host1', number: 12 });
    assert.deepEqual(read(text), success(text));
    assert.deepEqual(read(`${opening(10)}<configuration/></cib>`), other);
    assert.deepEqual(read(text.replace('03:54:00', '03:54:01')), other);
    assert.deepEqual(read(text, { ...chosen(12), written: null }), other);
  });
});
