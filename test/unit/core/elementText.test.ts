import assert from 'node:assert/strict';
import { elementText } from '../../../src/core/elementText';

const cib = `<cib epoch="3">
  <configuration>
    <!-- <primitive id="a"/> -->
    <resources>
      <group id="g">
        <primitive class="ocf" id="a" type='Dummy>"'>
          <operations>
            <op id='a-monitor' name="monitor"/>
          </operations>
        </primitive>
        <primitive id="b"/>
      </group>
      <clone id="c"><primitive id="d" description="id=&quot;e&quot; id='x'"/></clone>
    </resources>
    <constraints><rsc_location id="only-a-constraint" rsc="a"/></constraints>
  </configuration>
</cib>
`;

describe('the text of one element', () => {
  const names = ['primitive', 'group', 'clone'];

  it('is cut out with its children and without its indentation', () => {
    assert.equal(elementText(cib, names, 'a'), `<primitive class="ocf" id="a" type='Dummy>"'>
  <operations>
    <op id='a-monitor' name="monitor"/>
  </operations>
</primitive>`);
    assert.equal(elementText(cib, names, 'b'), '<primitive id="b"/>');
    assert.equal(elementText(cib, names, 'c'), `<clone id="c"><primitive id="d" description="id=&quot;e&quot; id='x'"/></clone>`);
    assert.match(elementText(cib, names, 'g') ?? '', /^<group id="g">\n {2}<primitive [^]*\n<\/group>$/);
  });

  it('is not found by another id, in another element, in a comment or in a value', () => {
    for (const id of ['x', 'e', 'only-a-constraint', '', '__proto__']) assert.equal(elementText(cib, names, id), null);
    assert.equal(elementText('<!-- <primitive id="a"/> --><x><![CDATA[<primitive id="a"/>]]></x>', names, 'a'), null);
  });

  it('is nothing where it does not end', () => {
    assert.equal(elementText('<group id="g"><primitive id="a">', names, 'g'), null);
  });
});
