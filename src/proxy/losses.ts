/** Faults that lose what is sent, or keep it back until they are over. */
import { z } from 'zod';
import { defineFault, durationMs, share } from './fault-definition.ts';
import type { FaultDefinition, Stage } from './fault-definition.ts';

/** The least time after which Linux sends a lost packet again. */
const RETRANSMIT_MS = 200;

const swallow: Stage = { pass: () => 'drop' };

const hold: Stage = { pass: () => Infinity };

export const LOSSES: readonly FaultDefinition[] = [
  // A lost packet is a stall to whoever reads the stream: bytes stay whole and in order.
  // A connection chosen for a reset is reset at its next chunk.
  // Undone: stalled chunks go on at once.
  defineFault({
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
  }),
  // The other end is gone without a word: whatever is sent is lost.
  // Undone: a connection that lost bytes is reset, since its stream has a hole; the others go on.
  defineFault({
    kind: 'half-open',
    summary: 'Connections are accepted and stay open, nothing is forwarded any more.',
    example: 'half-open',
    mainField: null,
    schema: z.strictObject({ kind: z.literal('half-open') }),
    begin: () => ({ holdsNew: true, meet: () => ({ toTarget: swallow, toClient: swallow }) }),
  }),
  // What is sent is kept, as TCP keeps and repeats it. The system completes handshakes for the proxy,
  // so a new connection opens, and is then never answered.
  // Undone: everything kept is delivered at once and in order, so that open connections go on without
  // a reset; new connections that still wait are connected. Those that gave up are not.
  defineFault({
    kind: 'partition',
    summary: 'Nothing gets through; new connections are not answered.',
    example: 'partition',
    mainField: null,
    schema: z.strictObject({ kind: z.literal('partition') }),
    begin: () => ({ holdsNew: true, meet: () => ({ toTarget: hold, toClient: hold }) }),
  }),
];
