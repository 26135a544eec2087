/** Whether a host can be called so, in DNS and in a line of /etc/hosts. */
export function isHostName(name: string): boolean {
  return name.length <= 253 && /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/.test(name);
}

/** Whether the agent of virtual machines can do with a name: it puts it, and the path of its file, into commands of a shell without quotes. */
export function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.+:@-]*$/u.test(name);
}
