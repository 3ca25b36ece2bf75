import type { Defect } from '../defect.ts';

export const channelsUnlimited: Defect = {
  name: 'channels-unlimited',
  title: 'More than 2222 channels are accepted',
  hooks: { rules: (rules) => rules.filter(({ name }) => name !== 'channels-amount') },
};
