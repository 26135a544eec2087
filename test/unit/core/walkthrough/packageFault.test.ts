import assert from 'node:assert/strict';
import type { Words } from '../../../../src/core/change/plan';
import { packageFault } from '../../../../src/core/walkthrough/packageFault';

const install: Words = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '--yes', 'pacemaker'];
const update: Words = ['apt-get', 'update'];
const why = (words: Words, said: string) => {
  const fault = packageFault(words, said, 'host1');
  assert.ok(fault === null || (fault.code === 'packages-refused' && fault.host === 'host1' && words.includes(fault.program)));
  return fault?.code === 'packages-refused' ? fault.why : null;
};

describe('Why packages were not installed', () => {
  // Written by apt 2.2.4, 2.6.2 and 3.0.4 and their dpkg, another process holding the lock.
  it('is told where another program is at work', () => {
    assert.equal(why(update, 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 24083 (perl)\nE: Unable to lock directory /var/lib/apt/lists/'), 'locked');
    assert.equal(why(install, 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 24083 (perl)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?'), 'locked');
    assert.equal(why(install, 'E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?'), 'locked');
    assert.equal(why(['dpkg', '--configure', '-a'], 'dpkg: error: dpkg frontend lock was locked by another process with pid 24083\nNote: removing the lock file is always wrong, can damage the locked area\nand the entire system.'), 'locked');
    assert.equal(why(['dnf', 'install', '-y', 'pcs'], "error: can't create transaction lock on /var/lib/rpm/.rpm.lock (Resource temporarily unavailable)"), 'locked');
    assert.equal(why(['zypper', '--non-interactive', 'install', 'pcs'], 'System management is locked by the application with pid 1234 (zypper).\nClose this application before trying again.'), 'locked');
  });

  // Written by apt 2.6.2 in a network namespace without a network.
  it('is told where the package sources are not reached', () => {
    assert.equal(why(install, "E: Failed to fetch http://debian.example/debian/pool/main/h/hello/hello_2.10-3_amd64.deb  Temporary failure resolving 'debian.example'\nE: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?"), 'unreachable');
    assert.equal(why(['dnf', 'install', '-y', 'pcs'], "Error: Failed to download metadata for repo 'appstream': Cannot prepare internal mirrorlist: Curl error (6): Couldn't resolve host name for https://mirrors.example/"), 'unreachable');
    assert.equal(why(['yum', 'install', '-y', 'pcs'], 'Cannot find a valid baseurl for repo: base/7/x86_64'), 'unreachable');
  });

  it('is told where none of them has the packages', () => {
    assert.equal(why(install, 'E: Unable to locate package pacemaker'), 'unknown');
    assert.equal(why(install, "E: Package 'pcs' has no installation candidate"), 'unknown');
    assert.equal(why(['dnf', 'install', '-y', 'pacemaker'], 'Error: Unable to find a match: pacemaker pcs'), 'unknown');
    assert.equal(why(['zypper', '--non-interactive', 'install', 'pcs'], "No provider of 'pcs' found."), 'unknown');
  });

  it('is left to what the program says everywhere else', () => {
    assert.equal(why(install, 'E: Sub-process /usr/bin/dpkg returned an error code (1)'), null);
    assert.equal(why(['pcs', 'cluster', 'setup'], 'Error: Could not resolve host1'), null);
  });
});
