import type { FieldRule } from '../rules.ts';
import { WATERFALL } from '../view-types.ts';

export const waterfallDuration: FieldRule = {
  field: 'displayTimeAxisDuration',
  name: 'waterfall-duration',
  check: ({ viewType, displayTimeAxisDuration: seconds }) =>
    viewType !== WATERFALL || seconds === null
      ? null
      : `displayTimeAxisDuration must be absent on waterfall (got ${seconds})`,
};

export const waterfallFrequency: FieldRule = {
  field: 'frequencyRange',
  name: 'waterfall-frequency',
  check: ({ viewType, frequencyRange: range }) =>
    viewType !== WATERFALL || range === null
      ? null
      : `frequencyRange must be absent on waterfall (got ${range.min} to ${range.max})`,
};

export const waterfallNfft: FieldRule = {
  field: 'nfftSelection',
  name: 'waterfall-nfft',
  check: ({ viewType, nfftSelection: nfft }) =>
    viewType !== WATERFALL || nfft === null || nfft === 1
      ? null
      : `nfftSelection must be absent or 1 on waterfall (got ${nfft})`,
};
