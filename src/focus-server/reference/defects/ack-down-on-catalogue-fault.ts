import type { Defect } from '../defect.ts';

export const ackDownOnCatalogueFault: Defect = {
  name: 'ack-down-on-catalogue-fault',
  title: '/ack answers 500 while the catalogue is down',
  hooks: { needsCatalogue: ['ack'] },
};
