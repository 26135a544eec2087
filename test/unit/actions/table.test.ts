import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Action } from '../../../src/actions/action';
import { actionsTable } from '../../../src/actions/actionsTable';
import { contextValue, isTarget } from '../../../src/actions/contextValue';
import { command, type CommandId, setting, view } from '../../../src/actions/ids';
import { manifest } from '../../../src/actions/manifest';
import { menuEntries, rowMenuItems } from './rowMenuItems';
import { settings } from '../../../src/actions/settings';
import { actionOf, actions } from '../../../src/actions/table';
import { views } from '../../../src/actions/views';
import { planChange } from '../../../src/core/change/planChange';
import type { Task } from '../../../src/core/change/task';
import { flagsByKind } from '../../../src/render/flags';
import type { SubjectKind } from '../../../src/render/row';
import { type ClusterName, clusters, configurations } from '../core/change/plannedClusters';
import { dialect } from '../core/change/recordedDialects';

const { contributes } = manifest();

describe('the table of actions', () => {
  it('has one entry for every command id', () => {
    assert.deepEqual(actions.map(({ id }) => id).sort(), Object.values(command).sort());
    for (const id of Object.values(command)) assert.match(actionOf(id).id, /^pacemaker\.[a-zA-Z.]+$/);
  });

  for (const action of actions) {
    it(`${action.id} is described, and has an icon where it is a button`, () => {
      assert.match(action.title, /^[A-Z][^.]*$/);
      assert.match(action.description, /^[A-Z][^|]*\.$/);
      if (isButton(action)) assert.match(action.icon ?? '', /^[a-z-]+$/);
      const manifested = contributes.commands.filter((each) => each.command === action.id);
      assert.deepEqual(manifested.map(({ title, category }) => ({ title, category })), [{ title: `%${action.id}%`, category: 'Pacemaker' }]);
    });
  }

  it('puts at most three buttons on any row, each at a place of its own', () => {
    for (const kind of Object.keys(flagsByKind) as SubjectKind[]) {
      for (const flags of subsets(flagsByKind[kind].filter(possible(kind)))) {
        if (kind === 'cluster' && flags.filter((flag) => clusterStates.includes(flag)).length !== 1) continue;
        const value = contextValue({ subject: { kind }, flags });
        const places = actions.flatMap(({ targets }) => targets.filter((target) => target.inline !== undefined && isTarget(target, value)).map(({ inline }) => inline));
        assert.ok(places.length <= 3, `${value} has ${places.length} buttons`);
        assert.equal(new Set(places).size, places.length, `${value} has two buttons at one place`);
      }
    }
  });

  it('gives no two actions of one row the same place in the menu', () => {
    for (const kind of Object.keys(flagsByKind) as SubjectKind[]) {
      const places = actions.filter(({ targets }) => targets.some((target) => target.kind === kind)).map(({ group, order }) => `${group} ${order}`);
      assert.deepEqual(places, [...new Set(places)], kind);
    }
  });

  it('marks as dangerous only what stands in its group, and there nothing harmless', () => {
    for (const { id, danger, group } of actions) {
      if (group === 'danger') assert.notEqual(danger, 'harmless', id);
      if (danger === 'destroys') assert.equal(group, 'danger', id);
    }
  });

  it('says that it cannot be taken back only of what Undo does not take back', () => {
    const told: readonly (readonly [id: CommandId, ClusterName, Task])[] = [
      [command.deleteResource, 'clones', { kind: 'deleteResources', resources: ['FAKE3'] }],
      [command.deleteConstraint, 'ban-move', { kind: 'deleteConstraints', constraints: ['colocation-FAKE1-FAKE2-INFINITY'] }],
      [command.deleteFencingLevel, 'mixed', { kind: 'deleteFencingLevels', levels: ['level-alpha-1'] }],
      [command.removeNode, 'standby', { kind: 'removeNode', node: 'host2' }],
      [command.clearNode, 'host2-stopped', { kind: 'clearNode', node: 'host2' }],
      [command.destroyCluster, 'alone', { kind: 'destroyCluster' }],
    ];
    for (const [id, cluster, task] of told) {
      const plan = planChange(task, dialect('0.11.5'), clusters[cluster](), 'host1', configurations[cluster]());
      assert.ok(plan.ok, id);
      assert.equal(actionOf(id).danger === 'destroys', plan.value.undo === null, id);
    }
  });

  it('names commands of welcome texts that exist', () => {
    for (const { welcome } of views) for (const { buttons } of welcome) for (const button of buttons) assert.equal(actionOf(button.command).title, button.title);
  });

  it('is documented whole', () => {
    const lines = actionsTable().split('\n');
    assert.equal(lines.length, actions.length + 2);
    for (const line of lines) assert.equal(line.split('|').length, 7, line);
  });
});

describe('the manifest', () => {
  it('sorts the menu as open, state, place, constrain, clean up, danger', () => {
    const groups = new Set(contributes.menus['view/item/context'].map(({ group }) => group.replace(/@.*/, '')).filter((group) => group !== 'inline'));
    for (const group of groups) assert.match(group, /^(1_open|2_state|3_place|4_constrain|5_cleanup|6_danger)$/);
  });

  it('shows row menus in its own views only, and one row at a time unless several may be taken', () => {
    for (const { command: id, when, group } of rowMenuItems({ contributes })) {
      assert.ok(when.startsWith('view =~ /^pacemaker\\./ && '), when);
      assert.equal(when.includes('!listMultiSelection'), !group.startsWith('inline') && !actions.some((action) => action.id === id && action.multiple), id);
    }
  });

  it('has each menu within the menu where anything in it is, and what is in it nowhere else but on buttons', () => {
    const ofRows = menuEntries({ contributes }, 'view/item/context');
    for (const { id } of contributes.submenus) {
      const items = menuEntries({ contributes }, id);
      assert.ok(items.length > 1, id);
      const [place, ...others] = ofRows.filter((entry) => 'submenu' in entry && entry.submenu === id);
      assert.equal(others.length, 0);
      assert.equal(place?.when, items.map(({ when }) => when).join(' || '));
      for (const item of items) assert.ok('command' in item && !ofRows.some((entry) => 'command' in entry && entry.command === item.command && !entry.group.startsWith('inline')), item.when);
    }
    assert.equal(ofRows.filter((entry) => 'submenu' in entry).length, contributes.submenus.length);
  });

  it('hides from the palette only what has nothing to be done to', () => {
    assert.deepEqual([...new Set(contributes.menus.commandPalette.map(({ when }) => when))].sort(), ['pacemaker.hasClusters', 'pacemaker.practiceRunning']);
    const shown = actions.filter(({ id }) => !contributes.menus.commandPalette.some((each) => each.command === id));
    for (const { id, targets } of shown) assert.ok(targets.length === 0 || id === command.showLog, id);
  });

  it('has the five views with an icon and a welcome text each, and icons of one colour', () => {
    assert.deepEqual(contributes.views.pacemaker?.map(({ id }) => id), Object.values(view));
    for (const { id, icon } of contributes.views.pacemaker ?? []) {
      assert.match(icon, /^\$\([a-z-]+\)$/);
      assert.ok(contributes.viewsWelcome.some((welcome) => welcome.view === id), id);
    }
    const [container] = contributes.viewsContainers.activitybar;
    assert.match(readFileSync(container?.icon ?? '', 'utf8'), /currentColor/);
  });

  it('lets no workspace decide where to connect or what to run', () => {
    const free = Object.entries(settings).filter(([, { scope }]) => scope !== 'machine').map(([id]) => id);
    assert.deepEqual(free, [setting.refreshInterval]);
    const { untrustedWorkspaces, virtualWorkspaces } = manifest().capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, Object.values(setting));
    assert.equal(virtualWorkspaces, true);
  });

  it('has defaults that the settings themselves allow', () => {
    for (const [id, definition] of Object.entries(settings)) {
      assert.match(id, /^pacemaker\./);
      if (definition.type === 'integer') {
        const value = definition.default as number;
        assert.ok(value >= (definition.minimum ?? -Infinity) && value <= (definition.maximum ?? Infinity), id);
      }
      if (definition.enum !== undefined) {
        assert.ok(definition.enum.includes(definition.default as string), id);
        assert.equal(definition.enumDescriptions?.length, definition.enum.length, id);
      }
    }
  });
});

const clusterStates: readonly string[] = ['connected', 'connecting', 'disconnected', 'stale', 'stopped', 'unconfigured'];

/** Only flags that some button asks for make a difference. */
function possible(kind: SubjectKind): (flag: string) => boolean {
  const asked = actions.flatMap(({ targets }) => targets.filter((target) => target.kind === kind).flatMap(({ all = [], none = [] }): readonly string[] => [...all, ...none]));
  return (flag) => asked.includes(flag) || (kind === 'cluster' && clusterStates.includes(flag));
}

function subsets(flags: readonly string[]): readonly (readonly string[])[] {
  return flags.reduce<readonly (readonly string[])[]>((all, flag) => [...all, ...all.map((each) => [...each, flag])], [[]]);
}

function isButton({ targets, toolbars }: Action): boolean {
  return targets.some(({ inline }) => inline !== undefined) || toolbars.some(({ button }) => button !== null);
}
