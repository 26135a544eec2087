// What this machine offers to somebody who sits before it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether there is a screen to show a window on. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  return platform === 'darwin' || Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
}

/**
 * The path of a program that is installed here.
 * @param {string} name
 */
export function installedProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find((file) => existsSync(file));
}
