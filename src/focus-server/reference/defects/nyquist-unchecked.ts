import type { Defect } from '../defect.ts';

export const nyquistUnchecked: Defect = {
  name: 'nyquist-unchecked',
  title: 'Frequencies above the limit and Nyquist are accepted',
  hooks: {
    rules: (rules) => rules.filter(({ name }) => !['frequency-highest', 'frequency-nyquist'].includes(name)),
  },
};
