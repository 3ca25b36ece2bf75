/** Every business rule of a field of configure; `profiles.ts` says which of them hold. */
import {
  MAX_COMPUTED_NFFT,
  LOWEST_CHANNEL,
  MAX_CHANNELS,
  MAX_FREQUENCY_HZ,
  MIN_FREQUENCY_WIDTH_HZ,
  MAX_MULTICHANNEL_NFFT,
  VALID_NFFTS,
} from './limits.ts';
import { chooseNfft } from './plan-stream.ts';
import type { FieldRule } from './rules.ts';
import { SINGLECHANNEL, WATERFALL, MULTICHANNEL } from './stream-plan.ts';

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

export const channelsLowest: FieldRule = {
  field: 'channels.min',
  name: 'channels-lowest',
  check: ({ channels: { min } }) =>
    min >= LOWEST_CHANNEL ? null : `channels.min must be at least ${LOWEST_CHANNEL} (got ${min})`,
};

export const channelsOrder: FieldRule = {
  field: 'channels.max',
  name: 'channels-order',
  check: ({ channels: { min, max } }) =>
    max >= min ? null : `channels.max must be at least channels.min, ${min} (got ${max})`,
};

export const channelsAmount: FieldRule = {
  field: 'channels.max',
  name: 'channels-amount',
  check({ channels: { min, max } }) {
    const amount = max - min + 1;
    if (amount <= MAX_CHANNELS) return null;
    return `channels.min to channels.max must be at most ${MAX_CHANNELS} channels, the limit of a job (got ${amount})`;
  },
};

export const channelsHighest: FieldRule = {
  field: 'channels.max',
  name: 'channels-highest',
  check: ({ channels: { max } }, { highestChannel }) =>
    max <= highestChannel
      ? null
      : `channels.max must be at most ${highestChannel}, the highest channel of the fibre (got ${max})`,
};

export const singlechannelOnly: FieldRule = {
  field: 'channels.max',
  name: 'singlechannel-only',
  check: ({ viewType, channels: { min, max } }) =>
    viewType !== SINGLECHANNEL || min === max
      ? null
      : `channels.max must equal channels.min on singlechannel, allowed is ${min} (got ${max})`,
};

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

export const timesBoth: FieldRule = {
  field: 'start_time',
  name: 'times-both',
  check({ startTime, endTime }) {
    if ((startTime === null) === (endTime === null)) return null;
    const present = startTime === null ? 'end_time' : 'start_time';
    return `start_time and end_time must both be set (historic) or both be absent (live); got only ${present}`;
  },
};

export const timesOrder: FieldRule = {
  field: 'end_time',
  name: 'times-order',
  check: ({ startTime, endTime }) =>
    startTime === null || endTime === null || endTime > startTime
      ? null
      : `end_time must be after start_time, ${startTime} (got ${endTime})`,
};
