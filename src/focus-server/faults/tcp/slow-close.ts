import { z } from 'zod';
import { defineFault } from '../fault-definition.ts';
import type { Stage } from '../fault-definition.ts';
import { durationMs } from '../fault-fields.ts';

/** Undone: ends that were still under way arrive at once. */
export const slowClose = defineFault({
  kind: 'slow-close',
  summary: 'The end of a connection arrives late.',
  example: 'slow-close ms=5000',
  mainField: 'ms',
  schema: z.strictObject({ kind: z.literal('slow-close'), ms: durationMs }),
  begin: ({ ms }) => {
    const stage: Stage = { pass: (bytes, nowMs) => (bytes === 0 ? nowMs + ms : nowMs) };
    return { meet: () => ({ toTarget: stage, toClient: stage }) };
  },
});
