import { addingName, writingDomain } from '../../core/walkthrough/guestCommands';
import { keyExit, makingKey, writingKey } from '../../core/walkthrough/keyCommands';
import { type Done, done, refused, type Simulated } from './done';
import { addressesOf, digestOf, hostsFile, keyContent, keyFile, type Machine, newKey, textFile, textOf, withFile } from './machine';

/** Scripts of the steps, word for word as they send them, and what each does to a practice machine. Their words follow. */
const scripts: ReadonlyMap<string, Simulated> = new Map([
  [scriptOf(makingKey()), (machine) => (machine.files.has(keyFile) ? another(machine) : done(withFile(machine, keyFile, keyContent(newKey()))))],
  [scriptOf(writingKey('')), (machine, [, , digest = ''], stdin) => {
    const there = machine.files.get(keyFile);
    if (there) return digestOf(there.content) === digest ? done(machine) : another(machine);
    const key = Buffer.from(stdin, 'base64');
    return digestOf(key) === digest ? done(withFile(machine, keyFile, keyContent(key))) : { machine, output: { stdout: '', stderr: '', exitCode: keyExit.damaged } };
  }],
  [scriptOf([addingName('', '')]), (machine, [address = '', name = '']) => {
    if (addressesOf(machine, name).length > 0) return done(machine);
    const text = textOf(machine, hostsFile) ?? '';
    return done(withFile(machine, hostsFile, textFile(`${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${address}\t${name}\n`)));
  }],
  [scriptOf(writingDomain('')), (machine, [path = '', group = ''], stdin) => {
    if (!stdin.trimEnd().split('\n').slice(-3).join('\n').includes('</domain>')) return refused(machine, '');
    if (machine.files.has(path)) return refused(machine, `ln: failed to create hard link '${path}': File exists`);
    return done(withFile(machine, path, textFile(stdin, group, '640')));
  }],
]);

/** What such a script does to a machine; null for any other. */
export function simulatedScript(script: string): Simulated | null {
  return scripts.get(script) ?? null;
}

function another(machine: Machine): Done {
  return { machine, output: { stdout: '', stderr: '', exitCode: keyExit.another } };
}

/** The script within the command that runs it: `sh -c SCRIPT sh …`, the last of several. */
function scriptOf(commands: readonly (readonly string[])[]): string {
  return commands.at(-1)?.[2] ?? '';
}
