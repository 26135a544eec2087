import { elementText } from '../elementText';
import { failure, type Result, success } from '../result';
import { Secret } from '../secret';
import { MASK } from '../secretNames';
import { cutAtSecrets } from '../redact';
import type { Input, Words } from './plan';
import { type Draft, edit, type Planning } from './planning';
import { inOneLine, type RemovedElement, type Section, SECTIONS } from './recreateTask';
import type { TaskOf } from './task';

/** Where the sections stand in a configuration. */
const ORDER: readonly Section[] = ['resources', 'constraints', 'fencing-topology'];

/**
 * Puts back what was deleted, and nothing else: refused where something of that id is there again, or where what it was in is no longer as
 * the deletion left it. What is secret in it is read by cibadmin, and stands on no command line.
 */
export function planRecreate({ elements }: TaskOf<'recreate'>, { cib }: Planning): Result<Draft> {
  const changed = failure({ code: 'undo-refused', why: 'changed-since' } as const);
  if (cib === undefined || cib === null) return changed;
  if (elements.some(({ section, id }) => elementText(cib, SECTIONS[section], id) !== null)) return changed;
  const inner = elements.filter(({ within }) => within !== null);
  const parents = [...new Set(inner.map(({ within }) => within?.id ?? ''))];
  if (!parents.every((parent) => isAsLeft(parent, inner.filter(({ within }) => within?.id === parent), cib))) return changed;
  const steps = [
    ...parents.map((parent) => written(['cibadmin', '--replace', '--scope', 'resources'], inner.find(({ within }) => within?.id === parent)?.within?.xml ?? [])),
    ...whole(elements.filter(({ within }) => within === null)),
  ];
  const inputs = steps.map(({ input }) => input);
  return success({
    commands: steps.map(({ words }) => words),
    ...(inputs.some((input) => input !== null) ? { inputs } : {}),
    preview: edit(...steps.map(({ shown }) => shown)),
    cautions: [],
    expects: elements.filter(({ section }) => section !== 'fencing-topology').map(({ id }) => ({ kind: 'configured', id, is: true })),
    undo: null,
  });
}

/** All that is in nothing else is put back at once, so that nothing starts before what holds it in place is there. */
function whole(elements: readonly RemovedElement[]): readonly Step[] {
  if (elements.length === 0) return [];
  const sections = ORDER.map((section) => ({ section, of: elements.filter((element) => element.section === section) })).filter(({ of }) => of.length > 0);
  const xml = ['<configuration>', ...sections.flatMap(({ section, of }) => [`<${section}>`, ...of.flatMap(({ xml: own }) => own), `</${section}>`]), '</configuration>'];
  return [written(['cibadmin', '--modify', '--allow-create', '--scope', 'configuration'], xml)];
}

interface Step {
  readonly words: Words;
  readonly input: Input | null;
  /** The same for a copy of the CIB, without what is secret. */
  readonly shown: Words;
}

function written(words: Words, xml: Input): Step {
  const shown: Words = [...words, '--xml-text', xml.map((piece) => (piece instanceof Secret ? MASK : piece)).join('')];
  const hasSecret = xml.some((piece) => piece instanceof Secret);
  return hasSecret ? { words: [...words, '--xml-pipe'], input: joined(xml), shown } : { words: shown, input: null, shown };
}

/** Texts that follow each other as one. */
function joined(input: Input): Input {
  return input.reduce<Input>((before, piece) => {
    const last = before.at(-1);
    return typeof piece === 'string' && typeof last === 'string' ? [...before.slice(0, -1), last + piece] : [...before, piece];
  }, []);
}

/** Whether what these were in is as it was, but for them. */
function isAsLeft(parent: string, elements: readonly RemovedElement[], cib: string): boolean {
  const now = elementText(cib, SECTIONS.resources, parent);
  const before = elements[0]?.within?.xml;
  if (now === null || before === undefined) return false;
  const without = elements.reduce((text, { xml }) => text.replace(revealed(xml), ''), revealed(before));
  return without === revealed(cutAtSecrets(inOneLine(now), cib));
}

function revealed(input: Input): string {
  return input.map((piece) => (piece instanceof Secret ? piece.reveal() : piece)).join('');
}
