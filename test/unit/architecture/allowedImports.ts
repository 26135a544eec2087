/**
 * Who may import what. A folder may always import itself. `values` are imported to be run, `types` only to be checked against.
 * An entry is a folder of src/, a file of src/ without its ending, a package, or `node:*`.
 */
export interface Allowed {
  readonly values: readonly string[];
  readonly types?: readonly string[];
}

export const allowedImports: Readonly<Record<string, Allowed>> = {
  core: { values: ['fast-xml-parser'] },
  render: { values: ['core'], types: ['session/changeOutcome', 'session/clusterState', 'session/ports'] },
  remote: { values: ['core', 'node:*', 'ssh2', 'ssh-config'] },
  session: { values: ['core', 'node:*'] },
  practice: { values: ['core', 'node:*', 'ssh2'] },
  actions: { values: ['core'], types: ['render', 'session'] },
  ui: { values: ['core', 'render', 'actions', 'session', 'practice', 'node:*', 'vscode'], types: ['remote/ports', 'remote/endpoint', 'compose'] },
  'extension.ts': { values: ['core', 'render', 'remote', 'session', 'practice', 'actions', 'ui', 'compose', 'node:*', 'vscode'] },
  'compose.ts': { values: ['core', 'render', 'remote', 'session', 'practice', 'actions', 'ui', 'composeChanges', 'node:*', 'vscode'] },
  'composeChanges.ts': { values: ['core', 'render', 'remote', 'session', 'actions', 'ui', 'node:*', 'vscode'] },
};

/** What the pages of panels may import. Paths in it are below the repository, not below src/. */
export const allowedInPages: Allowed = { values: ['@vscode/webview-ui-toolkit'], types: ['src/render/resourcePanelProtocol'] };

/** Folders whose code depends on nothing but its arguments: no clock, no chance, no input or output. */
export const pureFolders: readonly string[] = ['core', 'render', 'actions'];

/** Packages that only one file may import, so that it can be replaced there. */
export const singleDoors: Readonly<Record<string, string>> = { 'fast-xml-parser': 'core/xml.ts', '@vscode/webview-ui-toolkit': 'webview/controls.ts' };
