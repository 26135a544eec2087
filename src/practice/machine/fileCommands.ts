import { done, refused, type Simulated } from './done';
import { withFile } from './machine';

/** Folders whose files a practice machine has for itself. */
const own = /^\/etc\/(?:hosts|corosync\/[^/]+|pacemaker\/[^/]+)$/;

export function isMachineFile(path: string): boolean {
  return own.test(path);
}

/** cat of files that are simulated. */
export const catFiles: Simulated = (machine, paths) => {
  const missing = paths.find((path) => !machine.files.has(path));
  if (missing !== undefined) return refused(machine, `cat: ${missing}: No such file or directory`);
  return done(machine, paths.map((path) => machine.files.get(path)?.content.toString('utf8') ?? '').join(''));
};

export const base64File: Simulated = (machine, [path = '']) => {
  const file = machine.files.get(path);
  return file ? done(machine, file.content.toString('base64').replace(/.{1,76}/g, '$&\n')) : refused(machine, `base64: ${path}: No such file or directory`);
};

/** What the steps do to a file of Pacemaker's: its group and mode are put right, it is taken away, or put aside. */
export const changeFiles: Readonly<Record<'chgrp' | 'chmod' | 'rm' | 'mv', Simulated>> = {
  chgrp: (machine, [group = '', path = '']) => {
    const file = machine.files.get(path);
    return file ? done(withFile(machine, path, { ...file, group })) : refused(machine, `chgrp: cannot access '${path}': No such file or directory`);
  },
  chmod: (machine, [mode = '', path = '']) => {
    const file = machine.files.get(path);
    if (!/^0?[0-7]{3}$/.test(mode)) return refused(machine, `chmod: invalid mode: '${mode}'`);
    return file ? done(withFile(machine, path, { ...file, mode: mode.slice(-3) })) : refused(machine, `chmod: cannot access '${path}': No such file or directory`);
  },
  rm: (machine, args) => {
    const paths = args.filter((word) => !word.startsWith('-'));
    const missing = paths.find((path) => !machine.files.has(path));
    if (missing !== undefined && !args.includes('-f')) return refused(machine, `rm: cannot remove '${missing}': No such file or directory`);
    return done(paths.reduce((before, path) => withFile(before, path, null), machine));
  },
  mv: (machine, args) => {
    const [from = '', to = ''] = args.filter((word) => !word.startsWith('-'));
    const file = machine.files.get(from);
    if (!file) return refused(machine, `mv: cannot stat '${from}': No such file or directory`);
    const there = machine.files.get(to);
    const aside = there && args.includes('--backup=numbered') ? withFile(machine, freeName(to, (path) => machine.files.has(path)), there) : machine;
    return done(withFile(withFile(aside, to, file), from, null));
  },
};

function freeName(path: string, isTaken: (path: string) => boolean): string {
  let number = 1;
  while (isTaken(`${path}.~${String(number)}~`)) number++;
  return `${path}.~${String(number)}~`;
}
