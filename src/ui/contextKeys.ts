import * as vscode from 'vscode';
import { type ActiveState, contextKey } from '../actions/ids';

/** What when-clauses of menus and welcome texts depend on. */
export interface ContextValues {
  readonly hasClusters: boolean;
  readonly activeState: ActiveState;
  readonly practiceRunning: boolean;
  readonly readOnly: boolean;
}

/** Hands values to the editor; those that it has already are not sent again. */
export function createContextKeys(): (values: ContextValues) => void {
  let sent: Partial<ContextValues> = {};
  return (values) => {
    for (const name of ['hasClusters', 'activeState', 'practiceRunning', 'readOnly'] as const) {
      if (values[name] !== sent[name]) void vscode.commands.executeCommand('setContext', contextKey[name], values[name]);
    }
    sent = values;
  };
}
