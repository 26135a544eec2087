import type { Command } from '../command';
import { elementText } from '../elementText';
import { failure, success } from '../result';
import { type CibForm, cibText } from './cib';

/** The elements of a CIB that configure a resource; `master` is Pacemaker 1's promotable clone. */
const RESOURCES = ['primitive', 'group', 'clone', 'master', 'bundle'];

/** A resource's part of the CIB as a document to look at, secret values masked. Fault beside those of `cibText`: `not-configured`. */
export function resourceText(resource: string, form: CibForm = 'cibadmin'): Command<string> {
  const command = cibText(form);
  return {
    ...command,
    parse: (output, host) => {
      const cib = command.parse(output, host);
      if (!cib.ok) return cib;
      // An instance of a clone is configured under its name without the number.
      const text = elementText(cib.value, RESOURCES, resource) ?? elementText(cib.value, RESOURCES, resource.replace(/:\d+$/, ''));
      return text === null ? failure({ code: 'not-configured', id: resource }) : success(`${text}\n`);
    },
  };
}
