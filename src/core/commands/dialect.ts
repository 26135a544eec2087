import type { Dialect } from '../change/dialect';
import type { Command } from '../command';
import { failure, type Result, success } from '../result';
import { PCS_TIMEOUT_MS, readingCommand, SHORT } from './readingCommand';

/** Asks pcs what it is. */
export function readDialect(): Command<Dialect> {
  return readingCommand(['pcs', '--version', '--full'], { ...SHORT, timeoutMs: PCS_TIMEOUT_MS, rights: 'none' }, dialectOf);
}

/** Reads what it prints: its version, and from 0.9.161 on the ids of what it can do, in one line. */
function dialectOf(text: string): Result<Dialect> {
  const [version = '', ...rest] = text.trim().split(/\r?\n/);
  const pcs = /^\d+(?:\.\d+)+/.exec(version)?.[0];
  if (pcs === undefined) return failure({ code: 'malformed', reason: 'pcs named no version' });
  return success({ pcs, capabilities: new Set(rest.join(' ').split(/\s+/).filter((id) => id !== '')) });
}
