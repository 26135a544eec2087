import type { Words } from './plan';

type Values = Readonly<Record<string, string | null>>;

/** What Pacemaker calls the sets of values of a resource. */
const SETS = { parameters: [], meta: ['--meta'], utilization: ['--utilization'] } as const;

/**
 * The same as pcs does to values of a resource's own, in a fraction of the time that it takes to start, for the copy of a preview. Unless it is
 * forced, crm_resource looks for them in what the resource is in as well.
 */
export function resourceValueSteps(id: string, of: keyof typeof SETS, values: Values): readonly Words[] {
  return Object.entries(values).map(([name, value]): Words =>
    ['crm_resource', '--force', '--resource', id, ...SETS[of], ...(value === null ? [`--delete-parameter=${name}`] : [`--set-parameter=${name}`, `--parameter-value=${value}`])]);
}

/** The same of a value that a node has. */
export function nodeValueStep(node: string, of: 'attribute' | 'utilization', name: string, value: string | null): Words {
  return ['crm_attribute', ...(of === 'attribute' ? ['--type', 'nodes'] : ['--utilization']), '--node', node, '--name', name, ...(value === null ? ['--delete'] : [`--update=${value}`])];
}
