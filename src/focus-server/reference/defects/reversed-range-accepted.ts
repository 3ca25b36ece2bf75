import type { Defect } from '../defect.ts';

export const reversedRangeAccepted: Defect = {
  name: 'reversed-range-accepted',
  title: 'A reversed or empty frequency range is accepted',
  hooks: { rules: (rules) => rules.filter(({ name }) => name !== 'frequency-width') },
};
