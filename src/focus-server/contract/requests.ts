/** The bodies a client sends. Unknown fields are ignored. */
import { z } from 'zod';
import { VALID_NFFTS } from './limits.ts';
import type { ViewType } from './stream-plan.ts';

// Values as a lenient server takes them: integers may come as integral floats (10.0) or strings ("10").

const INTEGER = 'Input should be a valid integer';
/** The last second a `Date` can hold. */
const MAX_EPOCH_SECONDS = 8_640_000_000_000;

/** NaN, fractions, booleans and arrays are refused; 15 digits are always exact. */
const laxInteger = (message = INTEGER) =>
  z.union(
    [
      z.int(),
      z
        .string()
        .regex(/^[+-]?\d{1,15}$/)
        .transform(Number),
    ],
    { error: message },
  );

const EPOCH = { error: `${INTEGER}, epoch seconds from 0 to ${MAX_EPOCH_SECONDS}` };
const epoch = z
  .int({ ...EPOCH, abort: true })
  .min(0, EPOCH)
  .max(MAX_EPOCH_SECONDS, EPOCH);

/** Epoch seconds that a `Date` can hold. */
const epochSeconds = z.union(
  [
    epoch,
    z
      .string()
      .regex(/^\+?\d{1,15}$/)
      .transform(Number)
      .pipe(epoch),
  ],
  EPOCH,
);

const viewType = z.union(
  [z.literal([0, 1, 2]), z.enum(['0', '1', '2']).transform((digit) => Number(digit) as ViewType)],
  { error: 'Input should be 0 (multichannel), 1 (singlechannel) or 2 (waterfall)' },
);

const OBJECT = { error: 'Input should be a valid object' };
const range = z.object({ min: laxInteger(), max: laxInteger() }, OBJECT);

export const configureBody = z.object(
  {
    displayTimeAxisDuration: laxInteger().nullish().describe('Seconds on the time axis; absent on waterfall'),
    nfftSelection: laxInteger(
      `Input should be a valid integer, a power of 2: one of ${VALID_NFFTS.join(', ')}`,
    )
      .nullish()
      .describe('Points of the FFT; absent or 1 on waterfall'),
    displayInfo: z.object({ height: laxInteger().describe('Rows on the time axis') }, OBJECT),
    channels: range.describe('Both ends belong to it'),
    frequencyRange: range.nullish().describe('Hz; absent on waterfall'),
    start_time: epochSeconds.nullish().describe('Epoch seconds; both times absent: live'),
    end_time: epochSeconds.nullish().describe('Epoch seconds; both times absent: live'),
    view_type: viewType.describe('0 multichannel, 1 singlechannel, 2 waterfall'),
  },
  OBJECT,
);

export const recordingsBody = z.object({ start_time: epochSeconds, end_time: epochSeconds }, OBJECT);
