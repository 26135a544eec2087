import type * as vscode from 'vscode';
import { command } from '../actions/ids';
import { success } from '../core/result';
import type { Handlers } from './commands';

/** Shows what the extension has written down. */
export function logHandlers(log: vscode.OutputChannel) {
  return {
    [command.showLog]: async () => success(log.show()),
  } satisfies Partial<Handlers>;
}
