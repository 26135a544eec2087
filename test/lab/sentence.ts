import type { Fault } from '../../src/core/fault';
import type { Result } from '../../src/core/result';
import { faultText } from '../../src/render/faultText';
import { t } from '../unit/render/plainTranslate';

/** What a person reads of a fault, or of a result that is none. */
export function sentence(fault: Fault | Result<unknown>): string {
  if (!('ok' in fault)) return faultText(fault, t);
  return fault.ok ? 'It succeeded.' : faultText(fault.fault, t);
}
