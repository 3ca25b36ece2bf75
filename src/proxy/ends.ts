/** Faults at the end of connections. */
import { z } from 'zod';
import { defineFault, durationMs } from './fault-definition.ts';
import type { FaultDefinition, Stage } from './fault-definition.ts';

export const ENDS: readonly FaultDefinition[] = [
  // Undone: ends that were still under way arrive at once.
  defineFault({
    kind: 'slow-close',
    summary: 'The end of a connection arrives late.',
    example: 'slow-close ms=5000',
    mainField: 'ms',
    schema: z.strictObject({ kind: z.literal('slow-close'), ms: durationMs }),
    begin: ({ ms }) => {
      const stage: Stage = { pass: (bytes, nowMs) => (bytes === 0 ? nowMs + ms : nowMs) };
      return { meet: () => ({ toTarget: stage, toClient: stage }) };
    },
  }),
  // New connections are reset as soon as they are accepted: giving up the port instead would let
  // another process take it. Undone: the next connection is served.
  defineFault({
    kind: 'down',
    summary: 'The target is gone: open connections are reset, new ones too.',
    example: 'down',
    mainField: null,
    schema: z.strictObject({ kind: z.literal('down') }),
    begin: () => ({ meet: () => 'reset' }),
  }),
];
