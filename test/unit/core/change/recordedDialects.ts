import { readDialect } from '../../../../src/core/commands/dialect';
import type { Dialect } from '../../../../src/core/change/dialect';
import { fixture, valueOf } from '../fixtures';

/** What each pcs said of itself, the oldest first. */
export const versions = ['0.9.169', '0.10.8', '0.11.5', '0.12.0.2'] as const;

export const dialects: readonly Dialect[] = versions.map((version) => valueOf(readDialect().parse({ stdout: fixture(`pcs/${version}.out`), stderr: '', exitCode: 0 }, 'host1')));

export function dialect(version: (typeof versions)[number]): Dialect {
  return dialects[versions.indexOf(version)] as Dialect;
}
