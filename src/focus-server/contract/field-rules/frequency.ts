import type { FieldRule } from '../rules.ts';
import { MAX_FREQUENCY_HZ, MIN_FREQUENCY_WIDTH_HZ } from '../limits.ts';

export const frequencyLowest: FieldRule = {
  field: 'frequencyRange.min',
  name: 'frequency-lowest',
  check: ({ frequencyRange: range }) =>
    range === null || range.min >= 0
      ? null
      : `frequencyRange.min is below the limit: allowed are 0 to ${MAX_FREQUENCY_HZ} Hz (got ${range.min})`,
};

export const frequencyHighest: FieldRule = {
  field: 'frequencyRange.max',
  name: 'frequency-highest',
  check: ({ frequencyRange: range }) =>
    range === null || range.max <= MAX_FREQUENCY_HZ
      ? null
      : `frequencyRange.max is above the limit: allowed are 0 to ${MAX_FREQUENCY_HZ} Hz (got ${range.max})`,
};

export const frequencyNyquist: FieldRule = {
  field: 'frequencyRange.max',
  name: 'frequency-nyquist',
  check({ frequencyRange: range }, { prr }) {
    const nyquist = prr / 2;
    if (range === null || range.max <= nyquist) return null;
    return `frequencyRange.max is above the nyquist limit, half of the pulse repetition rate: allowed are 0 to ${nyquist} Hz (got ${range.max})`;
  },
};

export const frequencyWidth: FieldRule = {
  field: 'frequencyRange.max',
  name: 'frequency-width',
  check({ frequencyRange: range }) {
    if (range === null || range.max - range.min >= MIN_FREQUENCY_WIDTH_HZ) return null;
    const lowest = range.min + MIN_FREQUENCY_WIDTH_HZ;
    return `frequencyRange.max is below its limit, ${MIN_FREQUENCY_WIDTH_HZ} Hz above frequencyRange.min: allowed are ${lowest} Hz and more (got ${range.max})`;
  },
};
