import type { Defect } from '../defect.ts';
import { changeRule } from './change-rule.ts';

export const acceptsNfft1000: Defect = {
  name: 'accepts-nfft-1000',
  title: 'NFFT 1000 is accepted although it is no power of 2',
  hooks: {
    rules: (rules) =>
      changeRule(rules, 'nfft-power-of-2', (text, { nfftSelection }) =>
        nfftSelection === 1000 ? null : text,
      ),
  },
};
