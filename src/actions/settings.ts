import { setting, type SettingId } from './ids';

/** The values of the settings as the extension reads them. */
export interface Settings {
  readonly [setting.clusters]: readonly ConfiguredCluster[];
  readonly [setting.refreshInterval]: number;
  readonly [setting.connectTimeout]: number;
  readonly [setting.keepaliveInterval]: number;
  readonly [setting.keepaliveCount]: number;
  readonly [setting.startPracticeAutomatically]: PracticeStart;
}

export interface ConfiguredCluster {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly { readonly target: string; readonly libvirtUri?: string }[];
  readonly readOnly?: boolean;
}

export type PracticeStart = 'off' | 'one-host' | 'two-hosts';

/** A setting as VS Code's manifest wants it: JSON schema and scope. */
export interface SettingDefinition {
  readonly type: 'array' | 'integer' | 'string';
  readonly default: unknown;
  /** `machine` cannot be set by a workspace: a workspace never decides where to connect or what to run. */
  readonly scope: 'machine' | 'window';
  readonly description: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly items?: object;
}

export const settings: Readonly<{ [K in SettingId]: SettingDefinition & { readonly default: Settings[K] } }> = {
  [setting.clusters]: {
    type: 'array',
    default: [],
    scope: 'machine',
    description: 'The clusters in the sidebar. “Add Cluster…” and “Edit Cluster…” write this for you.',
    items: {
      type: 'object',
      required: ['id', 'name', 'hosts'],
      additionalProperties: false,
      properties: {
        id: { type: 'string', minLength: 1 },
        name: { type: 'string', minLength: 1 },
        hosts: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['target'],
            additionalProperties: false,
            properties: {
              target: { type: 'string', minLength: 1 },
              libvirtUri: { type: 'string', default: 'qemu:///system' },
            },
          },
        },
        readOnly: {
          type: 'boolean',
          default: false,
          description: 'Look at this cluster only: nothing that would change it is sent to its hosts. A terminal that you open is yours.',
        },
      },
    },
  },
  [setting.refreshInterval]: {
    type: 'integer',
    default: 10,
    minimum: 2,
    maximum: 3600,
    scope: 'window',
    description: 'Seconds between two readings of the active cluster while one of the views is visible, where no program on its hosts tells of changes.',
  },
  [setting.connectTimeout]: {
    type: 'integer',
    default: 20,
    minimum: 1,
    maximum: 600,
    scope: 'machine',
    description: 'Seconds to wait for a host to accept a connection. Time spent on answering questions does not count.',
  },
  [setting.keepaliveInterval]: {
    type: 'integer',
    default: 15,
    minimum: 0,
    maximum: 3600,
    scope: 'machine',
    description: 'Seconds of silence after which the extension asks a host whether it is still there; 0 never asks. ServerAliveInterval in your SSH configuration goes before this.',
  },
  [setting.keepaliveCount]: {
    type: 'integer',
    default: 3,
    minimum: 1,
    maximum: 100,
    scope: 'machine',
    description: 'How many such questions may stay without an answer before the connection counts as lost. ServerAliveCountMax in your SSH configuration goes before this.',
  },
  [setting.startPracticeAutomatically]: {
    type: 'string',
    default: 'off',
    enum: ['off', 'one-host', 'two-hosts'],
    enumDescriptions: ['Only when you ask for it.', 'One host, example-host, with the guest guest1.', 'Two hosts that share their guests.'],
    scope: 'machine',
    description: 'Start a practice cluster together with the editor.',
  },
};
