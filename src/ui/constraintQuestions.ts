import * as vscode from 'vscode';
import { isPromotable } from '../core/change/resourcePlace';
import type { LossPolicy, SetDraft, TicketRole } from '../core/change/shapeTask';
import type { ClusterSnapshot, RuleScore } from '../core/snapshot';
import type { Choice } from '../render/choice';
import { displayName, displayText } from '../render/displayName';
import { orderKinds } from '../render/orderChoices';
import { ruleRoles } from '../render/roleChoices';
import { ruleForms, ruleOf, rulePartProblem, ruleValueProblem, type RuleForm } from '../render/ruleForms';
import { colocationScores, locationScores } from '../render/scoreChoices';
import { lossPolicies, ticketChoices, ticketRoles, typedTicket } from '../render/ticketChoices';
import { askForChoiceInStep } from './choiceInStep';
import { askForTextInStep } from './inputBox';
import { askForRolesInStep, askForSetsInStep, type SetsKind, setsKinds } from './setQuestions';
import { runSteps, type Step } from './steps';
import { type Asked, scoreStep } from './taskQuestions';

const { t } = vscode.l10n;

interface ScoreDraft {
  /** The rule that it is the score of; null where it is the constraint's own. */
  readonly rule: RuleScore | null;
  readonly score: string;
}

/** What a constraint is to weigh, or its rule; of several rules the person chooses one. */
export async function askForScore(snapshot: ClusterSnapshot, constraint: string): Asked {
  const found = snapshot.constraints.find(({ id }) => id === constraint);
  const title = t('Score of {0}', displayName(constraint));
  const own = found !== undefined && 'score' in found ? (found.score ?? '') : '';
  const rules = found?.kind === 'location' ? (found.ruleScores ?? []) : [];
  const whichRule: Step<ScoreDraft> = async (draft, position) => {
    const choices = rules.map((rule): Choice<RuleScore> => ({ label: displayText(rule.text), description: displayName(rule.id), detail: '', codicon: 'law', value: rule }));
    const answer = await askForChoiceInStep({ title, placeholder: t('Which of its rules'), choices }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, rule: answer.value } } : answer;
  };
  const ask = ({ rule }: ScoreDraft) => {
    const now = rule?.score ?? own;
    return now === '' ? t('What it is to weigh') : t('What it is to weigh; now {0}', displayName(now));
  };
  const score = scoreStep<ScoreDraft>(title, ask, found?.kind === 'colocation' ? colocationScores(t) : locationScores(t));
  const answer = await runSteps(rules.length > 1 ? [whichRule, score] : [score], { rule: rules[0] ?? null, score: '' });
  return answer && { kind: 'setScore', constraint, score: answer.score, ...(answer.rule === null ? {} : { rule: answer.rule.id }) };
}

interface RuleDraft {
  readonly form: RuleForm;
  readonly rule: string;
  readonly score: string;
  readonly role: Exclude<TicketRole, 'Started'> | null;
}

/** A rule by a few questions, or in the words of pcs, and what it weighs. */
export async function askForRule(snapshot: ClusterSnapshot, resource: string): Asked {
  const title = t('Where {0} Runs, by a Rule', displayName(resource));
  const form: Step<RuleDraft> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('What the rule goes by'), choices: ruleForms(t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, form: answer.value } } : answer;
  };
  const role: Step<RuleDraft> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('For which instances it counts'), choices: ruleRoles(t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, role: answer.value } } : answer;
  };
  const score = scoreStep<RuleDraft>(title, ({ rule }) => t('What counts where it is so: {0}', rule), locationScores(t));
  const answer = await runSteps<RuleDraft>([form, ruleStep(title), ...(isPromotable(snapshot, resource) ? [role] : []), score], { form: 'equals', rule: '', score: '', role: null });
  return answer && { kind: 'addRule', resource, rule: answer.rule, score: answer.score, role: answer.role };
}

/** The attribute, the date or the whole rule; the value of an attribute belongs to the same step. */
function ruleStep(title: string): Step<RuleDraft> {
  return async (draft, position) => {
    const { form } = draft;
    const isDate = form === 'before' || form === 'after';
    const message = form === 'words' ? t('The rule as pcs takes it: attribute eq value, defined attribute, date lt 2027-01-01, joined by and, or, and brackets') : isDate ? t('The date: 2027-01-31') : t('The attribute of the nodes');
    for (;;) {
      const what = await askForTextInStep({ title, message, check: (typed) => rulePartProblem(form, typed, t) }, position);
      if (what.kind !== 'next') return what;
      if (form !== 'equals' && form !== 'differs') return { kind: 'next', value: { ...draft, rule: ruleOf(form, what.value, '') } };
      const value = await askForTextInStep({ title, message: t('The value of {0}', what.value), check: (typed) => ruleValueProblem(typed, t) }, position);
      if (value.kind === 'next') return { kind: 'next', value: { ...draft, rule: ruleOf(form, what.value, value.value) } };
      if (value.kind === 'cancel') return value;
    }
  };
}

interface TicketDraft {
  readonly ticket: string;
  readonly role: TicketRole | null;
  readonly lossPolicy: LossPolicy | null;
}

export async function askForTicket(snapshot: ClusterSnapshot, resource: string): Asked {
  const title = t('Ticket of {0}', displayName(resource));
  const role: Step<TicketDraft> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('What needs the ticket'), choices: ticketRoles(t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, role: answer.value } } : answer;
  };
  const answer = await runSteps([ticketStep(title, snapshot), ...(isPromotable(snapshot, resource) ? [role] : []), policyStep(title)], { ticket: '', role: null, lossPolicy: null });
  return answer && { kind: 'addTicket', resource, ...answer };
}

function ticketStep<Draft extends { readonly ticket: string }>(title: string, snapshot: ClusterSnapshot): Step<Draft> {
  return async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('The ticket, one of these or another'), choices: ticketChoices(snapshot, t), typed: (text) => typedTicket(text, t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, ticket: answer.value } } : answer;
  };
}

function policyStep<Draft extends { readonly lossPolicy: LossPolicy | null }>(title: string): Step<Draft> {
  return async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('What happens when the ticket is taken away'), choices: lossPolicies(t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, lossPolicy: answer.value } } : answer;
  };
}

interface SetsDraft extends TicketDraft {
  readonly kind: SetsKind;
  readonly sets: readonly SetDraft[];
  readonly score: string;
}

/** Which kind of constraint, which resources in which sets, then what that kind wants to know. The rows that were chosen are in the first set already. */
export async function askForSets(snapshot: ClusterSnapshot, resources: readonly string[]): Asked {
  const title = t('Constrain in Sets');
  const kind: Step<SetsDraft> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('What the sets say'), choices: setsKinds(t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, kind: answer.value } } : answer;
  };
  const sets: Step<SetsDraft> = async (draft, position) => {
    const of = draft.kind === 'together' ? 'order' : draft.kind;
    for (;;) {
      const chosen = await askForSetsInStep(title, draft.kind, snapshot, resources, position);
      if (chosen.kind !== 'next') return chosen;
      const answer = await askForRolesInStep(title, of, chosen.value, (resource) => isPromotable(snapshot, resource), position);
      if (answer.kind === 'next') return { kind: 'next', value: { ...draft, sets: answer.value } };
      if (answer.kind === 'cancel') return answer;
    }
  };
  const last: Step<SetsDraft> = (draft, position) => {
    switch (draft.kind) {
      case 'colocation': return scoreStep<SetsDraft>(title, () => t('How strictly'), colocationScores(t))(draft, position);
      case 'ticket': return ticketStep<SetsDraft>(title, snapshot)(draft, position);
      default: return orderStep(title)(draft, position);
    }
  };
  const answer = await runSteps([kind, sets, last], { kind: 'order', sets: [], score: '', ticket: '', role: null, lossPolicy: null });
  if (answer === undefined) return undefined;
  switch (answer.kind) {
    case 'colocation': return { kind: 'addSets', of: 'colocation', sets: answer.sets, options: { score: answer.score } };
    case 'ticket': return { kind: 'addSets', of: 'ticket', sets: answer.sets, options: { ticket: answer.ticket } };
    case 'order': return { kind: 'addSets', of: 'order', sets: answer.sets, options: answer.score === '' ? {} : { kind: answer.score } };
    case 'together': return { kind: 'addSets', of: 'order', sets: answer.sets.map((set) => (set.resources.length > 1 ? { ...set, options: { ...set.options, sequential: 'false' } } : set)), options: answer.score === '' ? {} : { kind: answer.score } };
  }
}

/** Whether the order holds always, or only where several start at once anyway. */
function orderStep(title: string): Step<SetsDraft> {
  return async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('When the order holds'), choices: orderKinds(t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, score: answer.value } } : answer;
  };
}
