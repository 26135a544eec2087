import type { Command } from '../command';
import { success } from '../result';
import { PCS_TIMEOUT_MS, readingCommand } from './readingCommand';

/** What was fenced, in the words of Pacemaker's own tool: when, by which host, for whom, and how it ended. */
export function fencingHistory(): Command<string> {
  return readingCommand(['pcs', 'stonith', 'history', 'show'], { rights: 'cluster', timeoutMs: PCS_TIMEOUT_MS, maxBytes: 4_000_000 }, success);
}
