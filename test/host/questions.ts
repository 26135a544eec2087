import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './access';

type Input = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/** The real questions of the editor as they are asked, to be answered as by keyboard. `restore` lets the editor ask unseen again. */
export function asked() {
  const window = vscode.window as unknown as { createQuickPick: () => Input; createInputBox: () => Input };
  const { createQuickPick, createInputBox } = window;
  const inputs: Input[] = [];
  const pressed = new Map<Input, (button: vscode.QuickInputButton) => unknown>();
  const seen = (input: Input) => {
    inputs.push(input);
    const listen = input.onDidTriggerButton;
    Object.defineProperty(input, 'onDidTriggerButton', { value: (listener: (button: vscode.QuickInputButton) => unknown) => {
      pressed.set(input, listener);
      return listen(listener);
    } });
    return input;
  };
  window.createQuickPick = () => seen(createQuickPick.call(vscode.window));
  window.createInputBox = () => seen(createInputBox.call(vscode.window));
  let answered = 0;
  const next = async () => {
    await until('the next question is asked', () => inputs.length > answered);
    // It is filled in and shown in the turn in which it was made.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return inputs[answered] ?? assert.fail();
  };
  const enter = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  return {
    /** The list that is shown next. */
    async list() {
      const input = await next();
      assert.ok('items' in input, `${input.title} is a list`);
      return input;
    },
    /** The line that is asked for next. */
    async line() {
      const input = await next();
      assert.ok('prompt' in input, `${input.title} is a line`);
      return input;
    },
    /** Presses the button beside the title that says this: no command of the editor does. */
    async press(says: RegExp) {
      const input = await next();
      const button = input.buttons.find(({ tooltip }) => says.test(tooltip ?? ''));
      assert.ok(button, `${input.title} has such a button`);
      pressed.get(input)?.(button);
    },
    /** Takes what is at hand in the list that is shown, or the entry with this label. */
    async take(label?: string) {
      const list = await this.list();
      const item = label === undefined ? list.activeItems[0] : list.items.find((each) => each.label === label);
      assert.ok(item, `${list.title} has ${label}: ${list.items.map((each) => each.label).join(', ')}`);
      list.activeItems = [item];
      await new Promise((resolve) => setTimeout(resolve, 100));
      answered++;
      await enter();
    },
    /** Types this into the line that is asked for, or leaves what is there; what was there. `refused` is what is said against it. */
    async type(text?: string, refused?: RegExp) {
      const box = await next();
      assert.ok('prompt' in box, `${box.title} is a line`);
      const before = box.value;
      if (text !== undefined) box.value = text;
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (refused === undefined) answered++;
      await enter();
      if (refused !== undefined) await until('it is refused', () => refused.test(String(typeof box.validationMessage === 'object' ? box.validationMessage.message : box.validationMessage)));
      return before;
    },
    async back() {
      await next();
      answered++;
      await vscode.commands.executeCommand('workbench.action.quickInputBack');
    },
    async escape() {
      await next();
      answered++;
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    },
    restore() {
      Object.assign(window, { createQuickPick, createInputBox });
    },
  };
}
