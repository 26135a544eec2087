import assert from 'node:assert/strict';
import { cibText } from '../../src/core/commands/cib';
import { resourceText } from '../../src/core/commands/resourceText';
import { domainText } from '../../src/core/commands/virsh';
import { agrees } from './agreement';
import { configuredWith } from './configuredWith';
import { follow } from './followed';
import { mustRunOn, useLab } from './labTests';
import { sentence } from './sentence';

/** What crm_mon's text has forms of its own for. */
const kinds = {
  resources: `
    <group id="VIEWS">
      <primitive id="VIEW1" class="ocf" provider="pacemaker" type="Dummy"/>
      <primitive id="VIEW2" class="ocf" provider="pacemaker" type="Dummy"/>
    </group>
    <clone id="VIEW3-clone"><primitive id="VIEW3" class="ocf" provider="pacemaker" type="Dummy"/></clone>
    <clone id="VIEW4-clone">
      <meta_attributes id="VIEW4-meta"><nvpair id="VIEW4-promotable" name="promotable" value="true"/></meta_attributes>
      <primitive id="VIEW4" class="ocf" provider="pacemaker" type="Stateful"/>
    </clone>
    <primitive id="VIEW5" class="ocf" provider="pacemaker" type="Dummy">
      <meta_attributes id="VIEW5-meta"><nvpair id="VIEW5-role" name="target-role" value="Stopped"/></meta_attributes>
    </primitive>
    <primitive id="VIEW6" class="ocf" provider="pacemaker" type="Dummy">
      <meta_attributes id="VIEW6-meta"><nvpair id="VIEW6-managed" name="is-managed" value="false"/></meta_attributes>
    </primitive>`,
  constraints: `
    <rsc_location id="VIEWS-on-host1" rsc="VIEWS" node="host1" score="50"/>
    <rsc_location id="VIEWS-not-on-host2" rsc="VIEWS" node="host2" score="-INFINITY"/>
    <rsc_colocation id="VIEW3-with-VIEWS" rsc="VIEW3-clone" with-rsc="VIEWS" score="5"/>
    <rsc_order id="VIEWS-then-VIEW3" first="VIEWS" then="VIEW3-clone" kind="Optional"/>`,
};

/** A fence device with a password, beside a resource that has none. */
const secret = {
  resources: `
    <primitive id="SECRET" class="stonith" type="fence_lab">
      <instance_attributes id="SECRET-parameters"><nvpair id="SECRET-passwd" name="passwd" value="open sesame"/></instance_attributes>
      <meta_attributes id="SECRET-meta"><nvpair id="SECRET-role" name="target-role" value="Stopped"/></meta_attributes>
    </primitive>
    <primitive id="SECRETLESS" class="ocf" provider="pacemaker" type="Dummy">
      <meta_attributes id="SECRETLESS-meta"><nvpair id="SECRETLESS-role" name="target-role" value="Stopped"/></meta_attributes>
    </primitive>`,
};

describe('The views of a real cluster', function () {
  this.timeout(240_000);
  const tests = useLab();
  const { lab, hosts, test, change } = tests;
  const [host1, host2] = [lab.host('host1'), lab.host('host2')];

  test('say what crm_mon, pcs and virsh say', async () => {
    const { nodes, guests } = await agrees(await follow(tests), hosts);
    assert.ok(nodes.includes('Node host1 online') && nodes.includes('Node host2 online'), nodes.join('\n'));
    assert.ok(guests.length > 0, 'There is no guest to be compared.');
  });

  test('follow one change live', async () => {
    const followed = await follow(tests);
    await change(host1, 'crm_attribute --node host2 --name maintenance --update true', 'crm_attribute --node host2 --name maintenance --delete');
    await followed.untilLive('host2 is in maintenance', ({ last }) => last.nodes.some(({ name, maintenance }) => name === 'host2' && maintenance), 3_000);
    const { nodes } = await agrees(followed, hosts);
    assert.ok(nodes.includes('Node host2 maintenance'), nodes.join('\n'));
  });

  test('say what crm_mon and pcs say of all kinds of resources and constraints, and of what failed', async () => {
    const followed = await follow(tests);
    const before = await agrees(followed, hosts);
    await configuredWith(tests, kinds);
    await mustRunOn(host1, `
      crm_resource --wait --timeout=120
      crm_resource --fail --resource VIEW1 --node host1
      crm_resource --wait --timeout=120`);
    const { nodes, resources, constraints } = await agrees(followed, hosts);
    assert.ok(nodes.some((fact) => /^VIEW1 \S+ failed on host1$/.test(fact)), nodes.join('\n'));
    for (const fact of ['clone VIEW3-clone Started host2', 'resource VIEW5 ocf:pacemaker:Dummy Stopped disabled', 'resource VIEW6 ocf:pacemaker:Dummy Stopped unmanaged']) {
      assert.ok(resources.includes(fact), `${fact}\n${resources.join('\n')}`);
    }
    assert.ok(resources.some((fact) => /^clone VIEW4-clone Promoted \S+$/.test(fact)), resources.join('\n'));
    assert.equal(constraints.length, before.constraints.length + 5, constraints.join('\n'));
  });

  test('open the configuration and a resource of it as documents without passwords, and otherwise as they are', async () => {
    await configuredWith(tests, secret);
    const { session } = await follow(tests);
    const cib = await session.run('host1', cibText());
    assert.ok(cib.ok, sentence(cib));
    const configured = lines(await mustRunOn(host1, 'cibadmin --query --scope configuration'));
    const shown = lines(cib.value);
    const shownConfiguration = shown.slice(shown.indexOf('<configuration>'), shown.indexOf('</configuration>') + 1);
    assert.deepEqual(withoutMasked(shownConfiguration, configured), ['<nvpair id="SECRET-passwd" name="passwd" value="open sesame"/>']);
    assert.ok(!cib.value.includes('sesame'));

    const device = await session.run('host1', resourceText('SECRET'));
    assert.ok(device.ok && device.value.includes('name="passwd"') && !device.value.includes('sesame'), sentence(device));
    const plain = await session.run('host1', resourceText('SECRETLESS'));
    assert.ok(plain.ok, sentence(plain));
    const first = configured.findIndex((line) => line.startsWith('<primitive id="SECRETLESS"'));
    assert.deepEqual(lines(plain.value), configured.slice(first, first + 5));
    assert.match(sentence(await session.run('host1', resourceText('NOTHING'))), /NOTHING is not in the configuration/);
  });

  test('open a domain as a document without its password, and otherwise as it is', async () => {
    const redefined = (edit: string) => `cd /root; umask 077; virsh dumpxml guest2 --security-info | sed "${edit}" >guest2.xml; virsh define guest2.xml; rm guest2.xml`;
    await change(host2, redefined("s/<graphics type='vnc'/& passwd='sesame'/"), redefined("s/ passwd='sesame'//"));
    const followed = await follow(tests);
    await followed.untilLive('both hosts answer', ({ watch }) => watch.libvirt.length === 2, 20_000);
    const domain = await followed.session.run('host2', domainText('qemu:///system', 'guest2'));
    assert.ok(domain.ok, sentence(domain));
    assert.equal(domain.value, await mustRunOn(host2, 'virsh dumpxml guest2'));
    assert.match(await mustRunOn(host2, 'virsh dumpxml guest2 --security-info'), /passwd='sesame'/);
    assert.ok(!domain.value.includes('sesame'));
  });
});

function lines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** Lines of what is configured that are shown otherwise. */
function withoutMasked(shown: readonly string[], configured: readonly string[]): readonly string[] {
  assert.equal(shown.length, configured.length);
  return configured.filter((line, index) => line !== shown[index]);
}
