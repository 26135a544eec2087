import { isFenceAgent } from '../agentName';
import type { DocumentFault } from '../fault';
import { failure, map, type Result, success } from '../result';
import { isSecretName } from '../secretNames';
import { attribute, childNamed, childrenIn, childrenNamed, parseXml, type XmlElement } from '../xml';

/** What an agent says of itself (OCF Resource Agent API 1.0 and 1.1, and the words of its own that fence-agents adds). */
export interface AgentMetadata {
  /** `class:provider:type`, as it is asked for: `ocf:heartbeat:VirtualDomain`, `stonith:fence_virsh`. */
  readonly name: string;
  readonly shortdesc: string;
  readonly longdesc: string;
  /** In the agent's order. */
  readonly parameters: readonly AgentParameter[];
  readonly operations: readonly AgentOperation[];
}

export interface AgentParameter {
  readonly name: string;
  readonly shortdesc: string;
  readonly longdesc: string;
  /** `string`, `integer`, `boolean`, `select`, `time`, `second`, …: the agent's own word. */
  readonly type: string;
  /** The values of a `select`. */
  readonly options: readonly string[];
  readonly default: string | null;
  readonly required: boolean;
  /** Whether no other resource of this agent may have the same value. */
  readonly unique: boolean;
  /** For special cases, in the agent's or Pacemaker's own words. */
  readonly advanced: boolean;
  /** Whether its value is a password or the like. No agent says so: the name does, as everywhere here. */
  readonly secret: boolean;
  readonly deprecated: boolean;
  /** The parameters that take its place. */
  readonly replacedBy: readonly string[];
}

/** An operation with the figures that the agent recommends; null where it names none. */
export interface AgentOperation {
  readonly name: string;
  readonly interval: string | null;
  readonly timeout: string | null;
  readonly role: string | null;
  readonly startDelay: string | null;
}

/**
 * Reads what `crm_resource --show-metadata` prints. Faults: `malformed`, also for a document that declares entities of its own; `cut`, `too-large`.
 *
 * @param agent the agent that was asked for: the document names its type alone
 */
export function readAgentMetadata(text: string, agent?: string): Result<AgentMetadata, DocumentFault> {
  const root = rootOf(text);
  return map(root, (element) => {
    const name = agent ?? attribute(element, 'name') ?? '';
    const parameters = readParameters(element);
    return {
      name,
      shortdesc: description(element, 'shortdesc') || oneLine(attribute(element, 'shortdesc') ?? ''),
      longdesc: description(element, 'longdesc'),
      parameters: isFenceAgent(name) ? asFenceParameters(parameters) : parameters,
      operations: childrenIn(element, 'actions', 'action').map(readOperation).filter((operation) => operation.name !== ''),
    };
  });
}

/** The document's element; Pacemaker 2.1.8 and later wrap it into one of their own where XML is asked for. */
function rootOf(text: string): Result<XmlElement, DocumentFault> {
  const document = parseXml(text);
  if (!document.ok) return document;
  const { value } = document;
  const root = value.name === 'resource-agent' ? value : childNamed(value, 'resource-agent');
  return root === null ? failure({ code: 'malformed', reason: `a <${value.name}> is no description of an agent` }) : success(root);
}

function readParameters(root: XmlElement): readonly AgentParameter[] {
  const elements = childrenIn(root, 'parameters', 'parameter').filter((element) => (attribute(element, 'name') ?? '') !== '');
  // Agents name one twice now and then; the first counts, as with pcs.
  const once = [...new Map(elements.toReversed().map((element) => [attribute(element, 'name') ?? '', element])).values()].toReversed();
  const isNewer = childNamed(root, 'version')?.text === '1.1';
  return once.map((element) => readParameter(element, isNewer, elements));
}

function readParameter(element: XmlElement, isNewer: boolean, all: readonly XmlElement[]): AgentParameter {
  const name = attribute(element, 'name') ?? '';
  const content = childNamed(element, 'content');
  const deprecated = childNamed(element, 'deprecated');
  const shortdesc = description(element, 'shortdesc');
  const plain = shortdesc.replace(ADVANCED, '');
  const obsoletedBy = all.filter((other) => attribute(other, 'obsoletes') === name).map((other) => attribute(other, 'name') ?? '');
  const replacements = deprecated === null ? [] : childrenNamed(deprecated, 'replaced-with').map((other) => attribute(other, 'name') ?? '');
  return {
    name,
    shortdesc: plain,
    longdesc: description(element, 'longdesc'),
    type: content === null ? 'string' : attribute(content, 'type') || 'string',
    options: content === null ? [] : childrenNamed(content, 'option').map((option) => attribute(option, 'value') ?? ''),
    default: content === null ? null : attribute(content, 'default'),
    required: isOne(attribute(element, 'required')),
    // Since 1.1 `unique` says nothing any more: agents had used it for what can be reloaded.
    unique: isNewer ? attribute(element, 'unique-group') !== null : isOne(attribute(element, 'unique')),
    advanced: plain !== shortdesc,
    secret: isSecretName(name),
    deprecated: deprecated !== null || isOne(attribute(element, 'deprecated')),
    replacedBy: [...new Set([...replacements, ...obsoletedBy])].filter((other) => other !== ''),
  };
}

/** How Pacemaker marks what is for special cases: 2.x and 3.x. */
const ADVANCED = /^(?:Advanced use only: |\*\*\* Advanced Use Only \*\*\* )/;

/** What only a person at a prompt would give a fence agent. */
const FOR_PROMPTS = ['help', 'version'];

/** Pacemaker says itself what a device is to do and to whom, by what takes the place of `action` and `port`. */
function asFenceParameters(parameters: readonly AgentParameter[]): readonly AgentParameter[] {
  const filled = new Set(['port']);
  for (const { name, replacedBy } of parameters) if (filled.has(name)) replacedBy.forEach((other) => filled.add(other));
  return parameters.filter(({ name }) => !FOR_PROMPTS.includes(name)).map((parameter) => {
    if (parameter.name === 'action') return { ...parameter, required: false, advanced: true, deprecated: true, replacedBy: ['pcmk_off_action', 'pcmk_reboot_action'] };
    return filled.has(parameter.name) ? { ...parameter, required: false } : parameter;
  });
}

function readOperation(element: XmlElement): AgentOperation {
  return {
    name: attribute(element, 'name') ?? '',
    interval: attribute(element, 'interval'),
    timeout: attribute(element, 'timeout'),
    role: attribute(element, 'role'),
    startDelay: attribute(element, 'start-delay'),
  };
}

/** The English text where there are several; a short one on one line, a long one with its paragraphs. */
function description(element: XmlElement, name: 'shortdesc' | 'longdesc'): string {
  const texts = childrenNamed(element, name);
  const text = (texts.find((each) => /^en\b/i.test(attribute(each, 'lang') ?? '')) ?? texts[0])?.text ?? '';
  return name === 'shortdesc' ? oneLine(text) : text.split('\n').map((line) => line.trimEnd()).join('\n');
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function isOne(value: string | null): boolean {
  return value === '1' || value === 'true';
}
