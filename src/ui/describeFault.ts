import * as vscode from 'vscode';
import type { Fault } from '../core/fault';
import { faultText } from '../render/faultText';

/** A fault in the words of the editor's language. */
export function describeFault(fault: Fault): string {
  return faultText(fault, vscode.l10n.t);
}
