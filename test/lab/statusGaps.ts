/** What a status has to show. */
export interface Expected {
  /** Nodes of any kind. */
  readonly online: readonly string[];
  /** Resources, connections to guest and remote nodes among them. */
  readonly started: readonly string[];
}

/**
 * What a status document of crm_mon (`--output-as=xml`, 2.0.3 and later) does not show of it, each in words. Read with no more than
 * expressions, since what the lab calls ready is not to depend on the reader that is tested on it.
 */
export function statusGaps(status: string, { online, started }: Expected): readonly string[] {
  const nodes = /<nodes>([^]*?)<\/nodes>/.exec(status)?.[1];
  const resources = /<resources>([^]*?)<\/resources>/.exec(status)?.[1];
  if (nodes === undefined || resources === undefined) return ['crm_mon shows no cluster'];
  const elements = (text: string, name: string, id: string) => [...text.matchAll(new RegExp(`<${name} (?:name|id)="${id}" [^>]*>`, 'g'))].map(([element]) => element);
  return [
    ...online.filter((id) => !elements(nodes, 'node', id).some((node) => node.includes(' online="true"') && node.includes(' unclean="false"')))
      .map((id) => `${id} is not online`),
    ...started.filter((id) => !elements(resources, 'resource', id).some((resource) => resource.includes(' role="Started"') && resource.includes(' failed="false"')))
      .map((id) => `${id} is not started`),
  ];
}
