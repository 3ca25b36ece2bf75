import type { Defect } from '../defect.ts';

export const oneSidedTimesAccepted: Defect = {
  name: 'one-sided-times-accepted',
  title: 'A request with a start and no end is taken for a live one',
  hooks: { rules: (rules) => rules.filter(({ name }) => name !== 'times-both') },
};
