/**
 * Without what pcs leaves behind that says nothing, sets of attributes without one and a remote node's entry without any, and without the
 * utilization that VirtualDomain sets by itself.
 */
export function told(configuration: string): string {
  return configuration
    .replaceAll(/\s*<nvpair id="[^"]*-utilization-[^"]*" [^>]*>/g, '')
    .replaceAll(/\s*<(?:meta|instance)_attributes id="[^"]*"\/>/g, '')
    .replaceAll(/\s*<node [^>]*type="remote"[^>]*>\s*<\/node>/g, '');
}
