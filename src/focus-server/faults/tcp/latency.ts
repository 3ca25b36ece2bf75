import { z } from 'zod';
import { defineFault } from '../fault-definition.ts';
import type { Stage } from '../fault-definition.ts';
import { durationMs } from '../fault-fields.ts';

/** Undone: what was still under way arrives at once. */
export const latency = defineFault({
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
});
