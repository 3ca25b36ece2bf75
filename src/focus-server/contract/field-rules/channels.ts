import type { FieldRule } from '../rules.ts';
import { LOWEST_CHANNEL, MAX_CHANNELS } from '../limits.ts';
import { SINGLECHANNEL } from '../view-types.ts';

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
