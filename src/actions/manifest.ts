import type { Action, ActionGroup, ActionTarget, PaletteRule, Submenu } from './action';
import { targetPattern } from './contextValue';
import { changeCommand, contextKey, viewContainer } from './ids';
import { settings } from './settings';
import { actions } from './table';
import { views, type Welcome } from './views';
import { walkthroughs } from './walkthroughs';

const groups: readonly ActionGroup[] = ['open', 'state', 'place', 'constrain', 'clean up', 'danger'];

/** What menus within a menu are called, in their order. */
const submenus: Readonly<Record<Submenu, string>> = {
  create: 'Create',
  hosts: 'Hosts',
  configure: 'Configure',
  service: 'Start and Stop',
  shape: 'Shape',
  constrain: 'Constrain',
};

const changing: ReadonlySet<string> = new Set(Object.values(changeCommand));

/** The parts of package.json that are made from the table, the views and the settings. */
export function manifest() {
  return {
    activationEvents: ['onStartupFinished'],
    capabilities: {
      untrustedWorkspaces: {
        supported: 'limited',
        description: '%capabilities.untrustedWorkspaces%',
        restrictedConfigurations: Object.keys(settings),
      },
      virtualWorkspaces: true,
    },
    contributes: {
      viewsContainers: { activitybar: [{ id: viewContainer, title: 'Pacemaker', icon: 'media/pacemaker.svg' }] },
      views: { [viewContainer]: views.map(({ id, name, icon, initialSize }) => ({ id, name: `%${viewKey(id)}%`, icon: `$(${icon})`, initialSize, contextualTitle: `Pacemaker: ${name}` })) },
      viewsWelcome: views.flatMap(({ id, welcome }) => welcome.map((each) => ({ view: id, when: each.when, contents: `%${welcomeKey(each)}%` }))),
      commands: actions.map(({ id, icon }) => ({
        command: id,
        title: `%${id}%`,
        category: 'Pacemaker',
        ...(icon === null ? {} : { icon: `$(${icon})` }),
      })),
      submenus: submenuNames.map((name) => ({ id: submenuId(name), label: `%${submenuId(name)}%` })),
      menus: {
        commandPalette: actions.filter(({ palette }) => palette !== 'always').map((action) => ({ command: action.id, when: paletteCondition(action.palette) })),
        'view/title': actions.flatMap(toolbarItems),
        // The scheme and the key are those of src/ui/documentUri.ts, in the spelling of an address.
        'editor/title': actions.filter(({ onChecklist }) => onChecklist).map(({ id, group, order }) => ({ command: id, when: 'resourceScheme == pacemaker && resource =~ /held%3Dchecklist-/', group: menuGroup(group, order) })),
        'view/item/context': [...actions.flatMap(rowItems), ...submenuNames.map(submenuItem)],
        ...Object.fromEntries(submenuNames.map((name) => [submenuId(name), itemsOf(name).map(menuItem)])),
      },
      walkthroughs: walkthroughs.map(({ id, cards }) => ({
        id,
        title: `%${walkthroughKey(id)}.title%`,
        description: `%${walkthroughKey(id)}.description%`,
        steps: cards.map(({ id: card, done, picture }) => ({
          id: card,
          title: `%${walkthroughKey(id, card)}.title%`,
          description: `%${walkthroughKey(id, card)}.text%`,
          media: { svg: `media/${picture.file}.svg`, altText: `%${walkthroughKey(id, card)}.picture%` },
          completionEvents: [`onContext:${done}`],
        })),
      })),
      configuration: {
        title: 'Pacemaker Explorer',
        properties: Object.fromEntries(Object.entries(settings).map(([id, { enumDescriptions, ...definition }], order) => [id, {
          ...definition,
          ...(enumDescriptions === undefined ? {} : { enumDescriptions: enumDescriptions.map((_, index) => `%${settingKey(id)}.${index + 1}%`) }),
          description: `%${settingKey(id)}%`,
          order: order + 1,
        }])),
      },
    },
  };
}

/** The English texts that package.json refers to as `%key%`: package.nls.json. */
export function manifestTexts(): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {
    'capabilities.untrustedWorkspaces': 'Clusters are shown as in a trusted workspace; settings of the workspace itself are not used.',
  };
  for (const { id, title } of actions) texts[id] = title;
  for (const name of submenuNames) texts[submenuId(name)] = submenus[name];
  for (const { id, name, welcome } of views) {
    texts[viewKey(id)] = name;
    for (const each of welcome) texts[welcomeKey(each)] = withButtons(each);
  }
  for (const { id, title, description, cards } of walkthroughs) {
    texts[`${walkthroughKey(id)}.title`] = title;
    texts[`${walkthroughKey(id)}.description`] = description;
    for (const card of cards) {
      texts[`${walkthroughKey(id, card.id)}.title`] = card.title;
      texts[`${walkthroughKey(id, card.id)}.text`] = withButtons(card);
      texts[`${walkthroughKey(id, card.id)}.picture`] = card.picture.shows;
    }
  }
  for (const [id, { description, enumDescriptions = [] }] of Object.entries(settings)) {
    texts[settingKey(id)] = description;
    for (const [index, text] of enumDescriptions.entries()) texts[`${settingKey(id)}.${index + 1}`] = text;
  }
  return texts;
}

const submenuNames = Object.keys(submenus) as readonly Submenu[];
const submenuId = (name: Submenu) => `pacemaker.menu.${name}`;
const itemsOf = (name: Submenu) => actions.filter(({ submenu }) => submenu === name);
const viewKey = (id: string) => `view.${id}`;
const settingKey = (id: string) => `setting.${id}`;
const welcomeKey = ({ name }: Welcome) => `welcome.${name}`;
const walkthroughKey = (...ids: readonly string[]) => ['walkthrough', ...ids].join('.');

/** A link that stands alone on its line becomes a button. Its argument tells the command that it is about the active cluster. */
function withButtons({ text, buttons }: Pick<Welcome, 'text' | 'buttons'>): string {
  return [text, ...buttons.map(({ title, command }) => `[${title}](command:${command}?%5B%22active%22%5D)`)].join('\n');
}

function paletteCondition(rule: PaletteRule): string {
  switch (rule) {
    case 'always': return 'true';
    case 'with clusters': return contextKey.hasClusters;
    case 'with practice cluster': return contextKey.practiceRunning;
  }
}

function toolbarItems({ id, group, order, palette, toolbars }: Action) {
  return toolbars.map(({ view, button }) => ({
    command: id,
    when: [`view == ${view}`, ...(palette === 'with clusters' ? [contextKey.hasClusters] : [])].join(' && '),
    group: button === null ? menuGroup(group, order) : `navigation@${button}`,
  }));
}

/** One entry in the context menu for all targets, and one more for each place among the buttons of a row. */
function rowItems(action: Action) {
  const { id, targets, submenu } = action;
  if (targets.length === 0) return [];
  const places = [...new Set(targets.map(({ inline }) => inline))].filter((place) => place !== undefined);
  return [
    ...(submenu === undefined ? [menuItem(action)] : []),
    ...places.map((place) => ({ command: id, when: rowCondition(targets.filter(({ inline }) => inline === place), true), group: `inline@${place}` })),
  ];
}

function menuItem(action: Action) {
  return { command: action.id, when: menuCondition(action), group: menuGroup(action.group, action.order) };
}

/** A menu within the menu is there where anything in it is. */
function submenuItem(name: Submenu) {
  const items = itemsOf(name);
  return { submenu: submenuId(name), when: items.map(menuCondition).join(' || '), group: menuGroup(items[0]?.group ?? 'open', 90 + submenuNames.indexOf(name)) };
}

/** Rows of clusters say so by a flag of their own: any of them may be clicked. All other rows are those of the cluster shown. */
function menuCondition({ id, targets, multiple }: Action): string {
  const mayChange = changing.has(id) && targets.every(({ kind }) => kind !== 'cluster') ? ` && !${contextKey.readOnly}` : '';
  return `${rowCondition(targets, multiple)}${mayChange}`;
}

/** The view is asked too: other extensions name their rows as they like. */
function rowCondition(targets: readonly ActionTarget[], multiple: boolean): string {
  const pattern = targets.map(targetPattern).join('|');
  return `view =~ /^pacemaker\\./ && viewItem =~ /${pattern}/${multiple ? '' : ' && !listMultiSelection'}`;
}

function menuGroup(group: ActionGroup, order: number): string {
  return `${groups.indexOf(group) + 1}_${group.replace(' ', '')}@${order}`;
}
