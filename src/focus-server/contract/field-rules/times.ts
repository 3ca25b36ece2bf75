import type { FieldRule } from '../rules.ts';

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
