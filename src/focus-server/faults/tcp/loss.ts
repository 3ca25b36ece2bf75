import { z } from 'zod';
import { defineFault } from '../fault-definition.ts';
import type { Stage } from '../fault-definition.ts';
import { durationMs, share } from '../fault-fields.ts';

/** The least time after which Linux sends a lost packet again. */
const RETRANSMIT_MS = 200;

/**
 * A lost packet is a stall to whoever reads the stream: bytes stay whole and in order.
 * A connection chosen for a reset is reset at its next chunk.
 * Undone: stalled chunks go on at once.
 */
export const loss = defineFault({
  kind: 'loss',
  summary: 'A share of chunks stalls, a share of connections is reset.',
  example: 'loss share=10% stallMs=200 resetShare=1%',
  mainField: 'share',
  schema: z.strictObject({
    kind: z.literal('loss'),
    share,
    stallMs: durationMs.exactOptional(),
    resetShare: share.exactOptional(),
  }),
  begin: (fault, random) => {
    const { stallMs = RETRANSMIT_MS, resetShare = 0 } = fault;
    const stall: Stage = {
      pass: (bytes, nowMs) => (bytes > 0 && random() < fault.share ? nowMs + stallMs : nowMs),
    };
    const reset: Stage = { pass: (bytes, nowMs) => (bytes > 0 ? 'reset' : nowMs) };
    return {
      meet() {
        const stage = random() < resetShare ? reset : stall;
        return { toTarget: stage, toClient: stage };
      },
    };
  },
});
