/** Defects in which requests are accepted. */
import type { ConfigureRequest, FieldRule } from '../../contract/rules.ts';
import type { Defect } from '../defect.ts';

export const VALIDATION: readonly Defect[] = [
  {
    name: 'accepts-nfft-1000',
    title: 'NFFT 1000 is accepted although it is no power of 2',
    hooks: {
      rules: (rules) =>
        changeRule(rules, 'nfft-power-of-2', (text, { nfftSelection }) =>
          nfftSelection === 1000 ? null : text,
        ),
    },
  },
  {
    name: 'rejects-nfft-32768',
    title: 'NFFT 32768 is refused although it is valid',
    hooks: {
      rules: (rules) =>
        changeRule(rules, 'nfft-power-of-2', (text, { nfftSelection }) =>
          nfftSelection === 32_768 ? 'nfftSelection must be a power of 2: 32768 is too large' : text,
        ),
    },
  },
  {
    name: 'channels-unlimited',
    title: 'More than 2222 channels are accepted',
    hooks: { rules: (rules) => rules.filter(({ name }) => name !== 'channels-amount') },
  },
  {
    name: 'nyquist-unchecked',
    title: 'Frequencies above the limit and Nyquist are accepted',
    hooks: {
      rules: (rules) =>
        rules.filter(({ name }) => !['frequency-highest', 'frequency-nyquist'].includes(name)),
    },
  },
  {
    name: 'one-sided-times-accepted',
    title: 'A request with a start and no end is taken for a live one',
    hooks: { rules: (rules) => rules.filter(({ name }) => name !== 'times-both') },
  },
  {
    name: 'reversed-range-accepted',
    title: 'A reversed or empty frequency range is accepted',
    hooks: { rules: (rules) => rules.filter(({ name }) => name !== 'frequency-width') },
  },
];

type ChangeVerdict = (text: string | null, request: ConfigureRequest) => string | null;

function changeRule(rules: readonly FieldRule[], name: string, change: ChangeVerdict): readonly FieldRule[] {
  return rules.map((rule) =>
    rule.name === name
      ? { ...rule, check: (request, facts) => change(rule.check(request, facts), request) }
      : rule,
  );
}
