// What a machine with a screen can do.

/** Whether there is a screen to show a window on. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  return platform === 'darwin' || platform === 'win32' || Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
}
