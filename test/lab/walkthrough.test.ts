import assert from 'node:assert/strict';
import { nextOf, progressOf } from '../../src/core/walkthrough/progress';
import type { StepId, StepPlan } from '../../src/core/walkthrough/step';
import { faultText } from '../../src/render/faultText';
import type { ClusterSession } from '../../src/session/clusterSession';
import { lookAtHosts } from '../../src/session/lookAtHosts';
import { takeStep } from '../../src/session/takeStep';
import { recordedFirewalls, wronglyRead } from '../unit/core/walkthrough/recordedFirewalls';
import { t } from '../unit/render/plainTranslate';
import { systemClock } from '../unit/remote/doubles';
import { atRest } from './atRest';
import { follow } from './followed';
import { mustRunOn, useLab } from './labTests';
import { setUpTraces } from './setUpTraces';
import { triedPorts } from './triedPorts';

/** Each waits most of its time for packets that do not come. */
const atOnce = 4;

describe('The steps of a set-up on real hosts', function () {
  const tests = useLab();
  this.timeout(180_000);
  const { lab, hosts, change } = tests;
  const [host1, host2] = [lab.host('host1'), lab.host('host2')];
  const followed = tests.throughout(() => follow(tests));

  const progress = async ({ session }: { readonly session: ClusterSession }) => {
    const situation = await lookAtHosts(session, { mayAsk: false });
    for (const { target, seen } of situation.hosts) assert.ok(seen.ok, `${target}: ${seen.ok ? '' : faultText(seen.fault, t)}`);
    return new Map(progressOf(situation).map((each) => [each.step.id, each]));
  };

  /** Does a step of which something is missing, and answers the machines that it was done on. Whoever does it once more changes nothing. */
  async function done(id: StepId): Promise<readonly string[]> {
    const { session } = followed();
    const plan: StepPlan = (await progress(followed())).get(id)?.plan ?? assert.fail();
    assert.ok(plan.kind === 'commands' || plan.kind === 'key', `${id} plans ${plan.kind}`);
    const quiet = () => undefined;
    const options = { mayAsk: false, signal: new AbortController().signal, clock: systemClock, looks: quiet, begins: quiet, waits: quiet, heard: quiet };
    const taken = await takeStep(session, { id, plan }, options);
    const { outcomes, now } = taken.ok ? taken.value : assert.fail(faultText(taken.fault, t));
    assert.deepEqual(outcomes.map(({ kind }) => kind), outcomes.map(() => 'done'), JSON.stringify(outcomes));
    assert.equal(now && progressOf(now).find(({ step }) => step.id === id)?.standing, 'done');
    const before = await setUpTraces(hosts);
    assert.equal((await progress(followed())).get(id)?.plan.kind, 'none');
    const again = await takeStep(session, { id, plan }, options);
    assert.equal(again.ok ? 'done' : again.fault.code, 'hosts-changed');
    assert.deepEqual(await setUpTraces(hosts), before);
    return outcomes.map(({ target }) => target);
  }

  it('are found to be done where a cluster works', async () => {
    const found = await progress(followed());
    const standings = Object.fromEntries([...found].map(([id, { standing }]) => [id, standing]));
    assert.deepEqual(standings, { firewall: 'done', software: 'done', pcsd: 'done', corosync: 'done', key: 'done', start: 'done', trial: 'unneeded', stop: 'unneeded', virtualisation: 'done' });
    for (const { step, plan } of found.values()) assert.equal(plan.kind, 'none', step.id);
    assert.equal(nextOf([...found.values()]), null);
  });

  it('run pcs’s daemon where it does not, and nowhere else', async () => {
    await change(host2, 'systemctl disable --now pcsd', 'systemctl enable --now pcsd');
    assert.deepEqual(await done('pcsd'), ['host2']);
    assert.match(await mustRunOn(host2, 'systemctl is-active pcsd; systemctl is-enabled pcsd'), /^active\nenabled\n$/);
  });

  it('give a host the key that the others have, and leave it as it is when it is there', async () => {
    await change(host2, 'mv /etc/pacemaker/authkey /etc/pacemaker/authkey.before', 'mv /etc/pacemaker/authkey.before /etc/pacemaker/authkey');
    assert.deepEqual(await done('key'), ['host2']);
    const key = 'sha256sum </etc/pacemaker/authkey';
    assert.equal(await mustRunOn(host2, key), await mustRunOn(host1, key));
    assert.equal(await mustRunOn(host2, 'stat -c "%a %G" /etc/pacemaker/authkey'), '640 haclient\n');
    assert.equal((await progress(followed())).get('key')?.plan.kind, 'none');
  });

  it('put only the mode of the right key right', async () => {
    const seen = 'stat -c "%i %Y %a %G" /etc/pacemaker/authkey';
    const [inode, written] = (await mustRunOn(host2, seen)).split(' ');
    await change(host2, 'chmod 0644 /etc/pacemaker/authkey; chgrp root /etc/pacemaker/authkey', 'chmod 0640 /etc/pacemaker/authkey; chgrp haclient /etc/pacemaker/authkey');
    assert.deepEqual(await done('key'), ['host2']);
    assert.equal(await mustRunOn(host2, seen), `${inode} ${written} 640 haclient\n`);
  });

  it('let the cluster through a firewall that keeps it out', async () => {
    // Corosync is let through all the time: a host that is not heard of is fenced.
    const before = '/run/before.rules';
    await change(host1, `iptables-save >${before}\niptables -A INPUT -p tcp -m multiport --dports 2224,3121,21064 -j DROP`, `iptables-restore <${before}\nrm ${before}`);
    const reaching = async () => (await host2.run(`nc -z -w 2 ${host1.address} 2224`)).exitCode;
    assert.equal(await reaching(), 1);
    assert.deepEqual(await done('firewall'), ['host1']);
    assert.equal(await reaching(), 0);
    assert.match(await mustRunOn(host1, 'iptables -S INPUT'), /^-A INPUT -p tcp -m multiport --dports 2224,3121,21064 -j ACCEPT$/m);
    assert.doesNotMatch(await mustRunOn(host1, 'iptables -S INPUT'), /5405/);
    assert.equal((await progress(followed())).get('firewall')?.plan.kind, 'none');
  });

  it('take a firewall for what packets find it to be', async () => {
    // A host has no nftables of its own, and shares its kernel, of which the older iptables would be another part.
    const filters = recordedFirewalls().filter(({ rules }) => rules.every((rule) => /^(iptables|ip6tables|true)\b(?!-)/.test(rule)));
    assert.ok(filters.length > 10);
    for (let begin = 0; begin < filters.length; begin += atOnce) {
      await Promise.all(filters.slice(begin, begin + atOnce).map(async ({ name, rules }) => {
        const { firewall, reached } = await triedPorts(host1, rules);
        assert.deepEqual(wronglyRead(firewall, reached), [], `${name}: ${JSON.stringify({ firewall, reached })}`);
      }));
    }
  });

  describe('on a host on which Pacemaker', () => {
    const half = "sed -i '/^Package: pcs$/,/^$/s/^Status: install ok installed/Status: install ok half-configured/' /var/lib/dpkg/status";
    const mend = 'DEBIAN_FRONTEND=noninteractive dpkg --configure pcs >/dev/null 2>&1 || true';
    const standing = async (id: StepId) => (await progress(followed())).get(id)?.standing;

    it('runs, install and mend nothing', async () => {
      await change(host2, half, mend);
      const before = await setUpTraces(hosts);
      const software = (await progress(followed())).get('software') ?? assert.fail();
      assert.deepEqual(software.findings.map(({ standing: far, evidence }) => [far, evidence.code]), [['done', 'installed'], ['wrong', 'pacemaker-runs']]);
      assert.equal(software.plan.kind, 'none');
      assert.deepEqual(await setUpTraces(hosts), before);
      await mustRunOn(host2, mend);
    });

    it('does not run, mend half a package, and bring libvirt back before the cluster', async () => {
      // Where the guest does not run, which would have to be moved.
      const [idle, other] = (await mustRunOn(host1, 'crm_resource --resource vm-guest1 --locate')).includes('host2') ? [host1, host2] : [host2, host1];
      const live = `pcs cluster start ${idle.name} --wait; timeout 60 sh -c 'until [ "$(crm_node --partition | wc -w)" -eq 2 ]; do sleep 0.2; done'`;
      const libvirt = 'libvirtd.service libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket';
      await change(idle, `systemctl disable ${libvirt}`, 'systemctl enable --now libvirtd.service');
      assert.equal(await standing('stop'), 'missing');
      assert.equal((await progress(followed())).get('virtualisation')?.plan.kind, 'none');
      assert.equal(nextOf([...(await progress(followed())).values()]), null);

      const start = await change(other, `pcs cluster stop ${idle.name}`, live);
      await mustRunOn(idle, `systemctl stop ${libvirt}`);
      await change(idle, half, mend);
      assert.deepEqual(await done('software'), [idle.name]);
      assert.equal(await mustRunOn(idle, "dpkg-query --show --showformat='${Status}' pcs"), 'install ok installed');
      assert.equal(nextOf([...(await progress(followed())).values()])?.step.id, 'virtualisation');
      assert.deepEqual(await done('virtualisation'), [idle.name]);
      assert.equal(nextOf([...(await progress(followed())).values()])?.step.id, 'start');
      await start();
      await followed().untilLive('the host is back', ({ last }) => last.nodes.find(({ name }) => name === idle.name)?.online === true, 60_000);
      await atRest(other);
      assert.equal(nextOf([...(await progress(followed())).values()]), null);
    });
  });
});
