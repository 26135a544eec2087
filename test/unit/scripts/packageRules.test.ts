import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { bundleSize, faultsOfPackage } from '../../../.scripts/packageRules.mjs';

const file = (name: string, text = 'x') => ({ name: `extension/${name}`, content: Buffer.from(text) });
const good = ['package.json', 'package.nls.json', 'LICENSE.txt', 'readme.md', 'dist/extension.js', 'dist/compose.js', 'dist/readerThread.js', 'dist/ssh2.js', 'dist/faultText.js', 'dist/xml.js', 'dist/secret.js',
  'dist/composeChanges.js', 'dist/planChange.js', 'dist/resourcePanel.js', 'dist/setUpCommands.js', 'dist/runbookCommands.js', 'dist/guestCheckCommands.js', 'dist/probeCommand.js', 'dist/guestProbe.js', 'dist/allSteps.js', 'dist/progress.js', 'dist/stepText.js', 'dist/guestStepText.js', 'dist/evidenceText.js', 'dist/taskText.js', 'dist/resourcePage.js', 'dist/resourcePage.css', 'dist/askScheduler.js', 'dist/askAgents.js', 'dist/statusText.js', 'dist/practicePrograms.js', 'dist/startPracticeCluster.js', 'dist/leftBehindProblems.js', 'dist/leftBehindText.js', 'dist/failureExplanation.js', 'dist/logDocuments.js', 'dist/configFile.js', 'media/pacemaker.svg'].map((name) => file(name));

describe('The rules of the package', () => {
  it('are kept by a package that has what it needs and nothing else', () => {
    assert.deepEqual(faultsOfPackage(good, 300_000), []);
    assert.equal(bundleSize(good), 6);
  });

  it('name what is missing and what does not belong there', () => {
    const faults = faultsOfPackage([...good.slice(1), file('src/extension.ts'), file('dist/extension.js.map'), file('test/fixtures/cib.xml'), file('.scripts/start.mjs')], 300_000);
    assert.deepEqual(faults, [
      'extension/package.json is missing', 'extension/src/extension.ts does not belong there', 'extension/dist/extension.js.map does not belong there',
      'extension/test/fixtures/cib.xml does not belong there', 'extension/.scripts/start.mjs does not belong there',
    ]);
  });

  it('refuse a private key wherever it hides', () => {
    const { privateKey } = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
    assert.deepEqual(faultsOfPackage([...good, file('media/picture.png', `\0\xff${privateKey}`)], 300_000), ['extension/media/picture.png holds a private key']);
  });

  it('refuse what is too large', () => {
    assert.match(faultsOfPackage(good, 1_500_000).join(), /^it has 1500000 bytes/);
    const grown = (name: string, bytes: number) => faultsOfPackage([...good.filter((each) => !each.name.endsWith(`/${name}`)), file(`dist/${name}`, 'x'.repeat(bytes))], 900_000).join();
    assert.match(grown('ssh2.js', 700_000), /^extension\.js, compose\.js, faultText\.js, xml\.js, secret\.js and ssh2\.js have 700005 bytes/);
    assert.match(grown('composeChanges.js', 850_000), /^composeChanges\.js, planChange\.js, .* have 8500\d\d bytes; the limit is \d+$/);
    assert.match(grown('resourcePage.js', 140_000), /^resourcePage\.js and resourcePage\.css have 140001 bytes; the limit is 140000$/);
  });
});
