/** Every kind of fault there is. A new one is a file in `tcp/` and a line here. */
import type { FaultDefinition } from './fault-definition.ts';
import { bandwidth } from './tcp/bandwidth.ts';
import { down } from './tcp/down.ts';
import { halfOpen } from './tcp/half-open.ts';
import { latency } from './tcp/latency.ts';
import { loss } from './tcp/loss.ts';
import { partition } from './tcp/partition.ts';
import { slowClose } from './tcp/slow-close.ts';

export const FAULT_KINDS: readonly FaultDefinition[] = [
  latency,
  bandwidth,
  loss,
  halfOpen,
  partition,
  slowClose,
  down,
];
