import { z } from 'zod';
import { defineFault } from '../fault-definition.ts';

/**
 * New connections are reset as soon as they are accepted: giving up the port instead would let
 * another process take it. Undone: the next connection is served.
 */
export const down = defineFault({
  kind: 'down',
  summary: 'The target is gone: open connections are reset, new ones too.',
  example: 'down',
  mainField: null,
  schema: z.strictObject({ kind: z.literal('down') }),
  begin: () => ({ meet: () => 'reset' }),
});
