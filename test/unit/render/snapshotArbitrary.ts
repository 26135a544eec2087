import fc from 'fast-check';
import type { ClusterSnapshot, Constraint, GuestState, NodeKind, Resource, Role } from '../../../src/core/snapshot';
import { failedAction, guest, location, node, resource, snapshot } from './snapshotParts';
import { anyText } from '../anyText';

/** Names as a hostile or careless administrator may give them, few enough to occur twice. */
export const hostileName = fc.oneof(
  fc.constantFrom('a', 'b', '__proto__', 'constructor', 'a/b', 'a#2', 'a%2f', '', ' ', 'a\nb', '\u202eb', '<b>', '$(id)', '$(error)', '"\'', 'a+flag', 'x'.repeat(500), '\ud800'),
  anyText({ maxLength: 4 }),
);

const places = fc.array(hostileName, { maxLength: 2 });
const roles = fc.constantFrom<Role>('Started', 'Stopped', 'Promoted', 'Unpromoted', 'Starting', 'Migrating');

const primitive: fc.Arbitrary<Resource> = fc.record({
  id: hostileName, nodes: places, role: roles, failed: fc.boolean(), blocked: fc.boolean(), disabled: fc.boolean(), orphaned: fc.boolean(), managed: fc.boolean(),
  implicit: fc.boolean(), pending: fc.option(hostileName), lockedTo: fc.option(hostileName),
}).map(({ id, ...more }) => resource(id, more));

const collection: fc.Arbitrary<Resource> = fc.record({
  id: hostileName, kind: fc.constantFrom('group', 'clone', 'bundle', 'replica'), children: fc.array(primitive, { maxLength: 3 }), promotable: fc.option(fc.boolean()), failed: fc.boolean(),
}).map(({ id, ...more }) => resource(id, more));

const trees = fc.array(fc.oneof(primitive, collection, fc.tuple(hostileName, fc.array(collection, { maxLength: 2 })).map(([id, children]) => resource(id, { kind: 'clone', children }))), { maxLength: 4 });

const constraint: fc.Arbitrary<Constraint> = fc.record({ id: hostileName, resource: fc.option(hostileName), node: fc.option(hostileName), score: fc.option(hostileName), leftover: fc.boolean() })
  .map(({ id, ...more }) => location(id, more));

/** Snapshots that no real cluster would show, but that must not be shown wrongly either. */
export const anySnapshot: fc.Arbitrary<ClusterSnapshot> = fc.record({
  nodes: fc.array(fc.record({
    name: hostileName, kind: fc.constantFrom<NodeKind>('cluster', 'remote', 'guest', 'bundle'), online: fc.boolean(), standby: fc.boolean(), unclean: fc.boolean(), pending: fc.boolean(),
    health: fc.option(hostileName), host: fc.option(hostileName),
  }).map(({ name, ...more }) => node(name, more)), { maxLength: 4 }),
  resources: trees,
  fencing: fc.array(primitive, { maxLength: 2 }),
  guests: fc.array(fc.record({
    name: hostileName, host: fc.option(hostileName), resource: fc.option(hostileName), node: fc.option(hostileName), domainState: fc.option(hostileName),
    state: fc.constantFrom<GuestState>('not-managed', 'managed', 'online', 'connection-lost', 'recovering', 'stopped'),
  }).map(({ name, ...more }) => guest(name, more)), { maxLength: 3 }),
  constraints: fc.array(constraint, { maxLength: 4 }),
  failures: fc.array(fc.record({ resource: hostileName, node: hostileName, task: hostileName, text: fc.option(hostileName), reason: fc.option(hostileName) })
    .map(({ resource: name, node: where, ...more }) => failedAction(name, where, more)), { maxLength: 3 }),
}).map(snapshot);
