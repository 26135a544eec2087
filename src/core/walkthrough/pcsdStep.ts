import { ofEachHost, onThoseMissing } from './seenHosts';
import type { Step } from './step';

/** Has pcs's daemon run on each host, now and whenever it boots: by it pcs on one host sets up the others. */
export const pcsdStep: Step = {
  id: 'pcsd',
  needs: ['software'],
  check: (situation) => ofEachHost(situation, ({ programs, services }) => {
    const pcsd = services.get('pcsd');
    // Where pcs is to be installed it comes along.
    if (pcsd === undefined) return programs.has('pcs') ? ['wrong', { code: 'unit-missing', name: 'pcsd' }] : ['missing', { code: 'service-missing', name: 'pcsd' }];
    return [pcsd.active === 'active' && pcsd.enabled === 'enabled' ? 'done' : 'missing', { code: 'service', name: 'pcsd', ...pcsd }];
  }),
  plan: (situation) => onThoseMissing(situation, pcsdStep.check(situation), ({ services }) => ({
    commands: services.has('pcsd') ? [['systemctl', 'enable', '--now', 'pcsd']] : [],
  })),
};
