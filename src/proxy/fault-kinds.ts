/** Every kind of fault there is. A new one is a row in the file of its family. */
import type { FaultDefinition } from './fault-definition.ts';
import { DELAYS } from './delays.ts';
import { ENDS } from './ends.ts';
import { LOSSES } from './losses.ts';

export const FAULT_KINDS: readonly FaultDefinition[] = [...DELAYS, ...LOSSES, ...ENDS];
