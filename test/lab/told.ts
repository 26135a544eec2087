/**
 * Without what pcs and agents leave behind that says nothing: sets of attributes without one, sections without anything, a remote node’s entry without any, and the
 * utilization that VirtualDomain sets by itself, on a host once it has run there.
 */
export function told(configuration: string): string {
  return configuration
    .replaceAll(/\s*<nvpair id="(?!FAKE)[^"]*-utilization-[^"]*" [^>]*>/g, '')
    .replaceAll(/\s*<(meta_attributes|instance_attributes|utilization) id="[^"]*"(?:\/>|>\s*<\/\1>)/g, '')
    .replaceAll(/\s*<(fencing-topology|rsc_defaults|op_defaults)(?:\/>|>\s*<\/\1>)/g, '')
    .replaceAll(/(<node [^>]*[^/])>\s*<\/node>/g, '$1/>')
    .replaceAll(/\s*<node [^>]*type="remote"[^>]*\/>/g, '');
}
