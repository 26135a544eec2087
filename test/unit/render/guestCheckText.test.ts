import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { failure } from '../../../src/core/result';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import type { Evidence } from '../../../src/core/walkthrough/evidence';
import type { HostReport, Service } from '../../../src/core/walkthrough/hostReport';
import { progressOf } from '../../../src/core/walkthrough/progress';
import type { Situation } from '../../../src/core/walkthrough/step';
import { quote } from '../../../src/remote/quote';
import { guestCheckText } from '../../../src/render/guestCheckText';
import { remedyText } from '../../../src/render/remedyText';
import { stage } from '../core/fixtures';
import { domainXml, elsewhere, empty, file, integrated, notRunning, off, readyGuest, shutDown, sight, unknownName, whole, withGuest } from '../core/walkthrough/guestSituations';
import { key, member } from '../core/walkthrough/hostReports';
import { goldenText } from './goldenText';
import { t } from './plainTranslate';
import { setUps } from './writtenSetUps';

const check = (of: Situation) => guestCheckText(of, { cluster: 'Lab', readOnly: false, at: 0, line: quote }, t);
const inCluster = { seen: readyGuest({ tools: { exitCode: 0, text: 'GuestOnline: [ guest1 ]' } }), sights: [sight({ file: file() }), elsewhere({ file: file() })] };

const checked: Readonly<Record<string, Situation>> = {
  'fine': integrated(whole),
  'lost': integrated(stage('bookworm/20-after-kill')),
  'to-clean-up': integrated(stage('bookworm/21-recovered-before-cleanup')),
  'disabled': withGuest({ seen: notRunning, address: null, through: null, clockAheadMs: null, sights: [sight({ ...off, domains: { ok: true, value: [] }, domain: null, addresses: [], file: file() }), elsewhere({ file: file(), port: { kind: 'unreachable', said: 'No route to host' } })] }, stage('bookworm/30-vm-guest1-disabled')),
  'other-key': withGuest({ ...inCluster, seen: readyGuest({ key: { ...key, digest: 'cd'.repeat(32) } }) }, whole),
  'files-differ': withGuest({ ...inCluster, sights: [sight({ file: file() }), elsewhere({ file: file(`${domainXml} `) })] }, whole),
  'one-host-without': withGuest({ ...inCluster, sights: [sight({ file: file() }), elsewhere({ name: unknownName, port: { kind: 'filtered' } })] }, whole),
  'unseen': withGuest({ ...inCluster, seen: { code: 'disconnected', host: 'guest1' }, hosts: [member('host1'), { code: 'disconnected', host: 'root@2' }], sights: [sight({ file: file() }), { code: 'disconnected', host: 'root@2' }], clockAheadMs: null }, whole),
  'bare-guest': setUps['bare-guest'] ?? assert.fail(),
  'starts-by-itself': withGuest({ ...inCluster, sights: [sight({ file: file(), domain: { state: 'running', persistent: true, autostart: true, xml: domainXml } }), elsewhere({ file: file() })], clockAheadMs: 3_600_000 }, empty),
  'cluster-and-libvirt-start-it': withGuest({ ...inCluster, sights: [sight({ file: file() }), elsewhere({ file: file(), domain: { state: 'shut off', persistent: true, autostart: true, xml: domainXml } })] }, whole),
  'cluster-inside': withGuest({ ...inCluster, seen: readyGuest({ services: new Map<Service, NonNullable<ReturnType<HostReport['services']['get']>>>([['pacemaker', { active: 'active', enabled: 'enabled' }]]) }) }, whole),
  'shut-down': shutDown(true, empty),
};

describe('The check of a guest node', () => {
  for (const [name, of] of Object.entries(checked)) it(`is as it was accepted: ${name}`, () => goldenText(`guest-check-${name}`, check(of)));

  it('tells first what is wrong, then what is not known, then what is fine', () => {
    const text = check(checked['unseen'] ?? assert.fail());
    assert.ok(text.indexOf('Could not be found out') < text.indexOf('Fine'));
    const lost = check(checked['lost'] ?? assert.fail());
    assert.ok(lost.indexOf('Wrong or missing') >= 0 && lost.indexOf('Wrong or missing') < lost.indexOf('Fine'));
    assert.match(check(checked['fine'] ?? assert.fail()), /^Nothing is wrong or missing\.$/m);
  });

  it('counts nothing against a guest that is only for trying out', () => {
    const untried: ClusterSnapshot = { ...whole, resources: whole.resources.filter(({ id }) => !id.startsWith('FAKE')), constraints: [] };
    assert.match(check(integrated(untried)), /^Nothing is wrong or missing\.$/m);
  });

  it('sends nobody to a command that a cluster which is read-only does not have', () => {
    const text = guestCheckText(checked['to-clean-up'] ?? assert.fail(), { cluster: 'Lab', readOnly: true, at: 0, line: quote }, t);
    assert.match(text, /^Next: Clean up the failure\./m);
    assert.doesNotMatch(text, /Set Up/);
  });

  it('has a remedy for whatever was found to be wrong or missing', () => {
    for (const [name, of] of Object.entries({ ...checked, ...setUps })) {
      for (const { step, findings } of progressOf(of)) for (const { standing, evidence } of findings) {
        if (standing === 'wrong' || standing === 'missing') assert.match(remedyText(evidence, t) ?? '', /^\P{Ll}.*\.$/u, `${evidence.code} of ${step.id} in ${name}`);
      }
    }
  });

  it('has one for every code that a step may say so of', () => {
    const folder = 'src/core/walkthrough';
    const source = readdirSync(folder).filter((name) => /Steps?\.ts$/.test(name)).map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n');
    // Each line on which a step decides for one of these standings, with all codes that stand on it.
    const codes = new Set(source.split('\n').filter((line) => /'(wrong|missing)'/.test(line)).flatMap((line) => [...line.matchAll(/code: (?:[^,}]*\? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g)].flatMap(([, one, other]) => [one, other])).flatMap((code) => code ?? []));
    assert.ok(codes.size > 50, String(codes.size));
    // These stand there only for what is done or not known.
    const never = new Set(['clock-near', 'guest-node', 'node-name', 'file-there', 'file-elsewhere', 'shut-off', 'resolves', 'tools-answer', 'libvirt', 'installed', 'key', 'remote-installed', 'remote-listens', 'dc', 'cluster-of', 'no-failures', 'answers-host', 'unresolved-no-address']);
    for (const code of codes) {
      if (never.has(code)) continue;
      assert.notEqual(remedyText(bare(code), t), null, code);
    }
  });

  it('takes what a host says for text alone', () => {
    const said = 'x\n\u202eWrong or missing\n====';
    const text = check(withGuest({ ...inCluster, sights: [sight({ file: file(), port: { kind: 'unreachable', said } }), elsewhere({ file: file() })] }, whole));
    assert.equal(text.match(/^={4,}$/gm)?.length, text.match(/^(Wrong or missing|Could not be found out|Fine)$/gm)?.length);
    assert.ok(!text.includes('\u202e'));
  });
});

/** Evidence of that code, with something for all that a remedy may name. */
function bare(code: string): Evidence {
  const [names, name] = [['x'], 'x'];
  return {
    code, name, by: name, address: name, path: name, node: name, resource: name, domain: name, said: name, evidence: name, value: name, ports: names, zones: names, packages: names, missing: names, wanted: names, nodes: names, targets: names,
    services: names, resources: names, on: names, others: names, lines: [1], found: names, line: null, failure: null, failures: [], held: [], port: { kind: 'refused' }, fault: failure({ code: 'cancelled' }).fault,
  } as unknown as Evidence;
}
