/** Values as a lenient server takes them: integers may come as integral floats (10.0) or strings ("10"). */
import { z } from 'zod';
import type { ViewType } from './stream-plan.ts';

const INTEGER = 'Input should be a valid integer';
/** The last second a `Date` can hold. */
const MAX_EPOCH_SECONDS = 8_640_000_000_000;

/** NaN, fractions, booleans and arrays are refused; 15 digits are always exact. */
export const laxInteger = (message = INTEGER) =>
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
export const epochSeconds = z.union(
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

export const viewType = z.union(
  [z.literal([0, 1, 2]), z.enum(['0', '1', '2']).transform((digit) => Number(digit) as ViewType)],
  { error: 'Input should be 0 (multichannel), 1 (singlechannel) or 2 (waterfall)' },
);
