import * as vscode from 'vscode';
import { command } from '../actions/ids';
import { failure, success } from '../core/result';
import type { RememberedSecret } from '../remote/ports';
import { displayName } from '../render/displayName';
import type { Clusters } from '../session/clusters';
import type { Handlers } from './commands';
import { plainLabel } from './plainText';

const { t } = vscode.l10n;

export interface RememberedSecrets {
  remembered(): Promise<readonly RememberedSecret[]>;
  forget(secrets: readonly RememberedSecret[]): Promise<void>;
}

/** What is done with what the editor's secret storage remembers. */
export function passwordHandlers(clusters: Clusters, secrets: RememberedSecrets) {
  return {
    [command.forgetPasswords]: async () => {
      const remembered = await secrets.remembered();
      if (remembered.length === 0) {
        void vscode.window.showInformationMessage(t('No password is remembered in the secret storage of the editor.'));
        return success(undefined);
      }
      const nameOf = (cluster: string) => clusters.session(cluster)?.definition.name ?? null;
      const items = remembered.map((secret) => ({ ...itemOf(secret, nameOf), secret }));
      const chosen = await vscode.window.showQuickPick(items, { title: t('Forget Remembered Passwords'), placeHolder: t('What to forget. It is asked for again when it is needed; a connection that is open goes on.'), canPickMany: true, ignoreFocusOut: true });
      if (chosen === undefined || chosen.length === 0) return failure({ code: 'cancelled' });
      await secrets.forget(chosen.map(({ secret }) => secret));
      return success(undefined);
    },
  } satisfies Partial<Handlers>;
}

function itemOf(secret: RememberedSecret, nameOf: (cluster: string) => string | null): { readonly label: string; readonly description: string } {
  switch (secret.what) {
    case 'passphrase':
      return { label: plainLabel(t('Passphrase of the key {0}', displayName(secret.file))), description: '' };
    case 'password':
      return { label: plainLabel(t('Password of {0} on {1}', displayName(secret.user), displayName(secret.host))), description: t('port {0}', secret.port) };
    case 'sudo-password':
      return { label: plainLabel(t('Password of {0} for sudo on {1}', displayName(secret.user), displayName(secret.host))), description: t('port {0}', secret.port) };
    case 'pcs-password': {
      const cluster = nameOf(secret.cluster);
      return { label: plainLabel(t('Password of {0} on {1}', displayName(secret.user), displayName(secret.host))), description: cluster === null ? t('for pcs') : plainLabel(t('for pcs, {0}', displayName(cluster))) };
    }
  }
}
