/** Something that is wrong with a CIB, in the words of the program that found it. */
export interface ConfigurationProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** From 1; null where nothing says where it is. */
  readonly line: number | null;
}

/**
 * Reads what `crm_verify -V` wrote. To 2.1 the schema's errors come with a line: `Entity: line 158: element primitive: Relax-NG validity error : Invalid
 * attribute foo for element primitive`; 3.0.0 leaves that out, and the line is sought by the name or id that is told. An exit status other than 0 is an error,
 * also where nothing was written that is known.
 *
 * @param cib what was checked
 */
export function problemsIn(output: string, exitCode: number, cib: string): readonly ConfigurationProblem[] {
  const told = output.split('\n').flatMap((line) => readLine(line, cib));
  const known = told.filter(({ message }, index) => told.findIndex((other) => other.message === message) === index);
  const particular = known.filter(({ message }) => !summary.test(message) && !follows.test(message));
  const problems = particular.some(({ severity }) => severity === 'error') || exitCode === 0 ? particular : known;
  // A configuration that is only doubtful ends with that status, too.
  if (exitCode === 0 || problems.some(({ severity }) => severity === 'error') || /^(?:\S+: )?(?:Warnings found during check|Configuration \S+ \(with warnings\))/m.test(output)) return problems;
  return [...problems, { severity: 'error', message: output.trim().split('\n').at(-1) ?? String(exitCode), line: null }];
}

/** Says that there is something, which stands above. */
const summary = /^(CIB did not pass schema validation|(?:Errors|Warnings) found during check|Configuration \S+ \(with|crm_verify: )/;

/** What a validator says of an element because something in it is wrong. */
const follows = /^(Element \w+ (has extra content|failed to validate content)|Invalid sequence in interleave|Expecting an element \w+, got nothing)/;

function readLine(line: string, cib: string): readonly ConfigurationProblem[] {
  const text = line.trim();
  if (text === '' || /Partial\b/.test(text) || /XML Error:\s*($|<|\^)/.test(text)) return [];
  const [, at, said] = /\bEntity: line (\d+): (?:element [^:]+: )?(.*)$/.exec(text) ?? [];
  const plain = (said ?? text).replace(/^(?:\(\S+\)\s*)?(?:error|warning):\s*/i, '').replace(/^element [^:]+: /, '').replace(/^(?:Relax-NG validity error|validity error|parser error) : /, '');
  const severity = /^(?:\(\S+\)\s*)?warning:/i.test(text) ? 'warning' as const : 'error' as const;
  const known = at !== undefined || severity === 'warning' || /\berror\b/i.test(text) || schema.test(plain);
  return known ? [{ severity, message: plain, line: at === undefined ? lineOf(plain, cib) : Number(at) }] : [];
}

/** What the schema's validator says where nothing stands before it. */
const schema = /^(Invalid attribute|Element|Did not expect|Expecting|ID \S+ redefined|IDREF|Invalid sequence|Error validating|Type \S+ doesn't|Invalid )/;

/** The first line that has what a message is about. */
function lineOf(message: string, cib: string): number | null {
  const [, id, attribute, element] = /unknown ID "([^"]*)"|Invalid attribute (\S+) for|Did not expect element (\S+)|\b(?:ID|resource|template) '?([^\s':]+)'? (?:redefined|has|is)/.exec(message) ?? [];
  const redefined = /^ID (\S+) redefined/.exec(message)?.[1];
  const lines = cib.split('\n');
  const seek = (wanted: string, last = false) => {
    const found = last ? lines.findLastIndex((line) => line.includes(wanted)) : lines.findIndex((line) => line.includes(wanted));
    return found === -1 ? null : found + 1;
  };
  if (redefined !== undefined) return seek(` id="${redefined}"`, true);
  if (id !== undefined) return seek(`="${id}"`);
  if (attribute !== undefined) return seek(` ${attribute}=`);
  if (element !== undefined) return seek(`<${element}`);
  const named = /\b(?:resource|for|of|constraint) '?([A-Za-z][\w.:-]*)'?/.exec(message)?.[1];
  return named === undefined ? null : seek(` id="${named}"`);
}
