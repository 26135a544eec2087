import { DOMAIN_AGENT } from '../core/agentName';
import { type CheckedField, formField } from './formField';
import { metaField } from './formFieldIds';
import type { FormSource } from './resourceForm';
import type { Translate } from './row';

/** The meta attributes that make the machine of a resource a guest node (Pacemaker Explained, “Configuring Guest Nodes”). */
export const guestNodeAttribute = /^remote-(?:node|addr|port|connect-timeout|allow-migrate)$/;

/** The fields by which a virtual machine is made a guest node; none for what is no machine, unless it carries a node already. */
export function guestNodeFields({ metadata, resource }: FormSource, t: Translate): readonly CheckedField[] {
  const configured = resource?.config?.meta ?? {};
  if (metadata.name !== DOMAIN_AGENT && !Object.keys(configured).some((name) => guestNodeAttribute.test(name))) return [];
  const field = (name: string, type: string, byDefault: string | null, help: string) => formField({
    id: metaField(name), label: name, type, options: [], default: byDefault, required: false, secret: false, help, more: '', value: configured[name] ?? '',
  }, t);
  return [
    field('remote-node', 'string', null, t('What the guest is called as a node. With a name here, the cluster runs resources inside it.')),
    field('remote-addr', 'string', t('the name of the node'), t('Where the hosts reach the guest: a name that they know, or an address.')),
    field('remote-port', 'integer', '3121', t('The port on which pacemaker_remote listens in the guest.')),
    field('remote-connect-timeout', 'time', '60s', t('How long the guest may take from the start of its machine until pacemaker_remote answers.')),
    field('remote-allow-migrate', 'boolean', 'true', t('Whether the connection moves along when the machine migrates while it runs.')),
  ];
}
