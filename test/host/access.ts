import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/ui/testAccess';

export const extension = (): vscode.Extension<TestAccess> => {
  const found = vscode.extensions.getExtension<TestAccess>('pacemaker-explorer.pacemaker-explorer');
  assert.ok(found, 'the extension is there');
  return found;
};

/** What the extension lets its tests look at. */
export const access = async (): Promise<TestAccess> => extension().activate();

/** Waits until something holds, and fails with the reason when it does not in time. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `not within ${withinMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
