// The browser that tests drive: an installed one, or Debian's, unpacked into the cache.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cachedPackages, debianRelease } from './cache.mjs';
import { installedProgram } from './desktop.mjs';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
/** Left out of what is unpacked, for it is the machine's: a C library and the loader that loads it must be of one build. */
const libc = [/^(libc6|libc-bin)$/];

/** How to launch it with Playwright. Its pages are our own: it needs no sandbox, which root and containers could not give it. */
export async function browserOptions() {
  return {
    ...(await program()),
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  };
}

async function program() {
  const installed = [...programs.map(installedProgram), ...applications].find((file) => file !== undefined && existsSync(file));
  return installed ? { executablePath: installed, env: process.env } : unpackedBrowser();
}

async function unpackedBrowser() {
  const root = await cachedPackages(`chromium-${debianRelease()}`, 'Fetching Debian\'s chromium (220 MB)', ['chromium', 'fonts-dejavu-core'], libc);
  const libraries = ['usr/lib', 'lib'].flatMap((folder) => {
    const multiarch = join(root, folder, `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`);
    return [multiarch, join(multiarch, 'pulseaudio')];
  });
  return {
    executablePath: join(root, 'usr', 'lib', 'chromium', 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries.join(':'),
      FONTCONFIG_SYSROOT: root,
      FONTCONFIG_PATH: '/etc/fonts',
    },
  };
}
