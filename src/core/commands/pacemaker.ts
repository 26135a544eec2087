import type { Command } from '../command';
import { failure, success } from '../result';
import { readingCommand, SHORT } from './readingCommand';

/** Asks what Pacemaker calls the host that answers. */
export function nodeName(): Command<string> {
  return readingCommand(['crm_node', '--name'], { ...SHORT, rights: 'cluster' }, (text) => {
    const name = text.replace(/\r?\n$/, '');
    return name === '' || name.includes('\n') ? failure({ code: 'malformed', reason: 'crm_node named no node' }) : success(name);
  });
}

/** Asks for Pacemaker's version: `Pacemaker 2.1.5` and a line about its authors. */
export function pacemakerVersion(): Command<string> {
  return readingCommand(['crm_mon', '--version'], { ...SHORT, rights: 'none' }, (text) => {
    const version = /^Pacemaker (\d+(?:\.\d+)+)/m.exec(text)?.[1];
    return version === undefined ? failure({ code: 'malformed', reason: 'crm_mon named no version' }) : success(version);
  });
}
