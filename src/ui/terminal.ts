import * as vscode from 'vscode';
import type { Result } from '../core/result';
import { displayName } from '../render/displayName';
import type { TerminalChannel, TerminalSize } from '../session/ports';
import { describeFault } from './describeFault';

/** Until the editor has drawn a terminal it does not know how large it is. */
const sizeBeforeDrawing: TerminalSize = { columns: 80, rows: 24 };

type OpenShell = (size: TerminalSize) => Promise<Result<TerminalChannel>>;

/** A terminal of the editor on a shell of a host. */
export function showTerminal(name: string, open: OpenShell): vscode.Terminal {
  const terminal = vscode.window.createTerminal({ name: displayName(name), pty: createPseudoterminal(open), iconPath: new vscode.ThemeIcon('terminal') });
  terminal.show();
  return terminal;
}

/** Joins the editor's terminal and the host's. A shell that could not be opened leaves the reason on the screen. */
export function createPseudoterminal(open: OpenShell): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number | void>();
  let channel: TerminalChannel | null = null;
  let size = sizeBeforeDrawing;
  let typedAhead = '';
  let wanted = true;

  const start = async () => {
    const opened = await open(size);
    if (!opened.ok) {
      written.fire(`${describeFault(opened.fault).replaceAll('\n', '\r\n')}\r\n`);
      return;
    }
    channel = opened.value;
    if (!wanted) return channel.dispose();
    channel.onData((data) => written.fire(data));
    channel.onClose((exitCode) => closed.fire(exitCode ?? undefined));
    channel.resize(size);
    if (typedAhead !== '') channel.write(typedAhead);
  };

  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open(dimensions) {
      size = dimensions ?? size;
      void start();
    },
    close() {
      wanted = false;
      channel?.dispose();
    },
    handleInput(data) {
      if (channel === null) typedAhead += data;
      else channel.write(data);
    },
    setDimensions(dimensions) {
      size = dimensions;
      channel?.resize(dimensions);
    },
  };
}
