import type { FieldRule } from '../rules.ts';
import { MAX_MULTICHANNEL_NFFT, VALID_NFFTS } from '../limits.ts';
import { MULTICHANNEL, WATERFALL } from '../view-types.ts';

export const nfftPowerOf2: FieldRule = {
  field: 'nfftSelection',
  name: 'nfft-power-of-2',
  check({ viewType, nfftSelection: nfft }) {
    if (viewType === WATERFALL || nfft === null || VALID_NFFTS.includes(nfft)) return null;
    return `nfftSelection must be a power of 2: one of ${VALID_NFFTS.join(', ')} (got ${nfft})`;
  },
};

/** All that the oldest server asks for. */
export const nfftPositive: FieldRule = {
  field: 'nfftSelection',
  name: 'nfft-positive',
  check: ({ nfftSelection: nfft }) =>
    nfft === null || nfft > 0 ? null : `nfftSelection must be positive: 1 or more (got ${nfft})`,
};

export const nfftMultichannel: FieldRule = {
  field: 'nfftSelection',
  name: 'nfft-multichannel',
  check({ viewType, nfftSelection: nfft }) {
    if (viewType !== MULTICHANNEL || nfft === null || nfft <= MAX_MULTICHANNEL_NFFT) return null;
    const allowed = VALID_NFFTS.filter((valid) => valid <= MAX_MULTICHANNEL_NFFT);
    return `nfftSelection is above ${MAX_MULTICHANNEL_NFFT}, the maximum on multichannel: allowed are ${allowed.join(', ')} (got ${nfft})`;
  },
};
