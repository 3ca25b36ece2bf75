import { z } from 'zod';
import { defineFault } from '../fault-definition.ts';
import type { Stage } from '../fault-definition.ts';
import { bytesPerSecond } from '../fault-fields.ts';

/** Small enough to trickle, large enough that a chunk is not thousands of pieces. */
const SMALLEST_PIECE_BYTES = 64;
const PIECES_PER_SECOND = 10;

function limitRate(rate: number): Stage {
  let freeMs = -Infinity;
  return {
    pieceBytes: Math.max(SMALLEST_PIECE_BYTES, Math.ceil(rate / PIECES_PER_SECOND)),
    pass(bytes, nowMs) {
      freeMs = Math.max(freeMs, nowMs) + (bytes * 1000) / rate;
      return freeMs;
    },
  };
}

/** A piece arrives when its last byte would have. Undone: what was still under way arrives at once. */
export const bandwidth = defineFault({
  kind: 'bandwidth',
  summary: 'So many bytes per second, both ways.',
  example: 'bandwidth bytesPerSecond=20000',
  mainField: 'bytesPerSecond',
  schema: z.strictObject({ kind: z.literal('bandwidth'), bytesPerSecond }),
  begin: (fault) => ({
    meet: () => ({ toTarget: limitRate(fault.bytesPerSecond), toClient: limitRate(fault.bytesPerSecond) }),
  }),
});
