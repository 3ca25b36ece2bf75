/** The bodies a client sends. Unknown fields are ignored. */
import { z } from 'zod';
import { epochSeconds, laxInteger, viewType } from './lax-values.ts';
import { VALID_NFFTS } from './limits.ts';

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
