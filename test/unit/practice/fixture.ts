import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAll, readCibTree, valueOf, type CibElement } from '../../../src/practice/cibTree';
import { nodeStates } from '../../../src/practice/nodeHistory';

export function readTree(text: string): CibElement {
  const tree = readCibTree(text);
  assert.ok(tree.ok, JSON.stringify(tree));
  return tree.value;
}

/** A CIB of the real hosts with Debian 12. */
export function realCib(stage: string): CibElement {
  return readTree(readFileSync(join('test/fixtures/bookworm', stage, 'cibadmin-Q.out'), 'utf8'));
}

/** The operations of a resource on a node as `id status:rc`, in document order. */
export function operations(cib: CibElement, node: string, resource: string): readonly string[] {
  const state = nodeStates(cib).find((candidate) => valueOf(candidate, 'uname') === node);
  const history = state && findAll(state, 'lrm_resource').find((candidate) => valueOf(candidate, 'id') === resource);
  return history?.children.map((operation) => `${valueOf(operation, 'id')} ${valueOf(operation, 'operation')} ${valueOf(operation, 'op-status')}:${valueOf(operation, 'rc-code')}`) ?? [];
}
