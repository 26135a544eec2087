import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addAccounts, makeHostKeys, type Credentials } from './accounts';
import { mustRunOn } from './cluster';
import { layFiles } from './debianRoot';
import { guestDisk, guestDomain, guestInitramfs, guestKernel } from './guestDomain';
import type { GuestImage } from './guestImage';
import { packOwnFiles } from './guestInitramfs';
import { addressOf, hostsFile, imagesFolder, type GuestName, type Layout } from './layout';
import { mustRun } from './run';

/**
 * Puts what guests start from where all hosts see it: the kernel, a copy of the image (its holes stay holes), and an initramfs that
 * brings the guest's own accounts, keys and names. Answers lines for known_hosts. Throws an Error with a sentence.
 */
export async function addGuestDisks(layout: Layout, guests: readonly GuestName[], image: GuestImage, credentials: Credentials): Promise<readonly string[]> {
  const images = imagesFolder(layout);
  mkdirSync(images, { recursive: true });
  copyFileSync(image.kernel, join(images, guestKernel));
  const lines: string[] = [];
  for (const guest of guests) {
    const disk = join(images, guestDisk(guest));
    await mustRun(`The disk of ${guest} could not be copied`, 'cp', ['--sparse=always', '--reflink=auto', image.disk, disk]);
    chmodSync(disk, 0o600);
    const own = join(layout.folder, `${guest}-own`);
    lines.push(...await withOverlay(image.root, own, async (root) => {
      await addAccounts(root, credentials);
      layFiles(root, {
        '/etc/hostname': { content: `${guest}\n` },
        '/etc/hosts': { content: hostsFile(layout) },
        '/etc/machine-id': { content: `${randomBytes(16).toString('hex')}\n`, mode: 0o444 },
      });
      return makeHostKeys(root, [guest, addressOf(layout, guest)]);
    }));
    const archive = join(layout.folder, `${guest}.own`);
    await packOwnFiles(image.root, own, archive);
    // The kernel unpacks archives that follow one another one over the other.
    writeFileSync(join(images, guestInitramfs(guest)), Buffer.concat([readFileSync(image.initramfs), readFileSync(archive)]), { mode: 0o600 });
    rmSync(archive);
    rmSync(own, { recursive: true });
  }
  return lines;
}

/** Makes the guests known to libvirt, shut off: guest1 on host1, which the cluster will take over, guest2 on host2, which stays libvirt's alone. */
export async function defineGuests(layout: Layout): Promise<void> {
  for (const [host, guest] of [['host1', 'guest1'], ['host2', 'guest2']] as const) {
    await mustRunOn(layout, host, `${guest} could not be defined`, 'file=$(mktemp) && cat >$file && virsh define $file && rm $file', guestDomain(layout, guest));
  }
}

/** Does `change` to a root file system that nobody writes to; what it changed is in the folder `changed/own` afterwards. */
async function withOverlay<T>(root: string, changed: string, change: (root: string) => Promise<T>): Promise<T> {
  const [upper, work, merged] = [join(changed, 'own'), join(changed, 'work'), join(changed, 'root')];
  for (const folder of [upper, work, merged]) mkdirSync(folder, { recursive: true });
  const what = `The files of ${changed} could not be made`;
  await mustRun(what, 'mount', ['-t', 'overlay', '-o', `lowerdir=${root},upperdir=${upper},workdir=${work}`, 'lab', merged]);
  try {
    return await change(merged);
  } finally {
    await mustRun(what, 'umount', [merged]);
  }
}
