import type { Defect } from '../defect.ts';
import { changeRule } from './change-rule.ts';

export const rejectsNfft32768: Defect = {
  name: 'rejects-nfft-32768',
  title: 'NFFT 32768 is refused although it is valid',
  hooks: {
    rules: (rules) =>
      changeRule(rules, 'nfft-power-of-2', (text, { nfftSelection }) =>
        nfftSelection === 32_768 ? 'nfftSelection must be a power of 2: 32768 is too large' : text,
      ),
  },
};
