import { z } from 'zod';
import { defineFault } from '../fault-definition.ts';
import type { Stage } from '../fault-definition.ts';

const hold: Stage = { pass: () => Infinity };

/**
 * What is sent is kept, as TCP keeps and repeats it. The system completes handshakes for the proxy,
 * so a new connection opens, and is then never answered.
 * Undone: everything kept is delivered at once and in order, so that open connections go on without
 * a reset; new connections that still wait are connected. Those that gave up are not.
 */
export const partition = defineFault({
  kind: 'partition',
  summary: 'Nothing gets through; new connections are not answered.',
  example: 'partition',
  mainField: null,
  schema: z.strictObject({ kind: z.literal('partition') }),
  begin: () => ({ holdsNew: true, meet: () => ({ toTarget: hold, toClient: hold }) }),
});
