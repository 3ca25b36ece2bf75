/** What a refused NFFT must tell, and how far the profiles of servers differ. */
import { MAX_MULTICHANNEL_NFFT, VALID_NFFTS } from '../../contract/limits.ts';
import type { FocusTest } from '../support/context.ts';

/** The field, the rule, and each value that is allowed. */
export const NFFT_CLARITY: readonly (string | RegExp)[] = [
  'nfftSelection',
  'power of 2',
  ...VALID_NFFTS.map((nfft) => new RegExp(`\\b${nfft}\\b`)),
];

export function isLegacy({ target }: FocusTest): boolean {
  return target.environment.profile === 'legacy';
}

export function hasViewLimits({ target }: FocusTest): boolean {
  return target.environment.profile === 'strict-view-limits';
}

/** On multichannel. */
export function isTooLarge(t: FocusTest, nfft: number): boolean {
  return hasViewLimits(t) && nfft > MAX_MULTICHANNEL_NFFT;
}
