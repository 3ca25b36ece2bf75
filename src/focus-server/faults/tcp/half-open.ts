import { z } from 'zod';
import { defineFault } from '../fault-definition.ts';
import type { Stage } from '../fault-definition.ts';

const swallow: Stage = { pass: () => 'drop' };

/**
 * The other end is gone without a word: whatever is sent is lost.
 * Undone: a connection that lost bytes is reset, since its stream has a hole; the others go on.
 */
export const halfOpen = defineFault({
  kind: 'half-open',
  summary: 'Connections are accepted and stay open, nothing is forwarded any more.',
  example: 'half-open',
  mainField: null,
  schema: z.strictObject({ kind: z.literal('half-open') }),
  begin: () => ({ holdsNew: true, meet: () => ({ toTarget: swallow, toClient: swallow }) }),
});
