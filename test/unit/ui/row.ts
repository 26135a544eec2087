import type { Row, Subject } from '../../../src/render/row';

/** A row of which a test cares about little. */
export function row(id: string, rest: Partial<Row> = {}): Row {
  const subject: Subject = { kind: 'resource', cluster: 'c1', resource: id };
  return {
    id,
    label: id,
    description: '',
    icon: { codicon: 'circle', color: null },
    accessibleLabel: id,
    subject,
    flags: [],
    tooltip: { from: id, build: () => ({ title: id, lines: [] }) },
    children: [],
    expanded: false,
    ...rest,
  };
}
