/** Faults that make everything arrive later. */
import { z } from 'zod';
import { defineFault, durationMs, bytesPerSecond } from './fault-definition.ts';
import type { FaultDefinition, Stage } from './fault-definition.ts';

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

export const DELAYS: readonly FaultDefinition[] = [
  // Undone: what was still under way arrives at once.
  defineFault({
    kind: 'latency',
    summary: 'Every packet arrives later, both ways.',
    example: 'latency ms=100 jitterMs=20',
    mainField: 'ms',
    schema: z.strictObject({
      kind: z.literal('latency'),
      ms: durationMs,
      jitterMs: durationMs.exactOptional(),
    }),
    begin: ({ ms, jitterMs = 0 }, random) => {
      const delayMs = (): number => Math.max(0, jitterMs === 0 ? ms : ms + jitterMs * (2 * random() - 1));
      const stage: Stage = { pass: (_bytes, nowMs) => nowMs + delayMs() };
      return { meet: () => ({ toTarget: stage, toClient: stage }) };
    },
  }),
  // A piece arrives when its last byte would have. Undone: what was still under way arrives at once.
  defineFault({
    kind: 'bandwidth',
    summary: 'So many bytes per second, both ways.',
    example: 'bandwidth bytesPerSecond=20000',
    mainField: 'bytesPerSecond',
    schema: z.strictObject({ kind: z.literal('bandwidth'), bytesPerSecond }),
    begin: (fault) => ({
      meet: () => ({ toTarget: limitRate(fault.bytesPerSecond), toClient: limitRate(fault.bytesPerSecond) }),
    }),
  }),
];
