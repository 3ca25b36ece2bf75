import type { FieldRule } from '../rules.ts';
import { MAX_COMPUTED_NFFT } from '../limits.ts';
import { chooseNfft } from '../plan-stream.ts';

export const heightPositive: FieldRule = {
  field: 'displayInfo.height',
  name: 'height-positive',
  check: ({ height }) =>
    height > 0 ? null : `displayInfo.height must be positive: 1 row or more (got ${height})`,
};

export const durationPositive: FieldRule = {
  field: 'displayTimeAxisDuration',
  name: 'duration-positive',
  check: ({ displayTimeAxisDuration: seconds }) =>
    seconds === null || seconds > 0
      ? null
      : `displayTimeAxisDuration must be positive: 1 second or more (got ${seconds})`,
};

/** Keeps a single request from asking for an FFT that no machine has the memory for. */
export const computedFftLimit: FieldRule = {
  field: 'displayTimeAxisDuration',
  name: 'computed-fft-limit',
  check(request, { prr }) {
    const { nfft } = chooseNfft(request, prr);
    if (nfft <= MAX_COMPUTED_NFFT) return null;
    return (
      `displayTimeAxisDuration, displayInfo.height and nfftSelection come to an FFT of ${nfft} points: ` +
      `the limit is ${MAX_COMPUTED_NFFT}`
    );
  },
};
