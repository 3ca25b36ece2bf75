import type { Defect } from '../defect.ts';

export const liveNeedsCatalogue: Defect = {
  name: 'live-needs-catalogue',
  title: 'A live configure answers 503 while the catalogue is down',
  hooks: { needsCatalogue: ['live'] },
};
