/** MongoDB scaled to no replica through Kubernetes: the only fault it can do is `down`. */
import { z } from 'zod';
import { FaultRefused } from '../../../proxy/fault.ts';
import type { LeftoverDriver } from '../journal.ts';
import { createExternalDriver } from './external-driver.ts';
import type { ExternalDriverPorts } from './external-driver.ts';
import type { ScalePort } from './kubernetes-ports.ts';

export interface ScaleDownOptions extends ExternalDriverPorts {
  readonly kubernetes: ScalePort;
  /** The workload, as the port names it. */
  readonly workload: string;
}

const undoSchema = z.strictObject({ replicas: z.number().int().min(1).max(1000) });

export function createScaleDownDriver({ kubernetes, workload, ...ports }: ScaleDownOptions): LeftoverDriver {
  return createExternalDriver(
    {
      name: 'scale-down',
      target: workload,
      undoSchema,
      refuses: ({ kind }) =>
        kind === 'down' ? null : `scaling ${workload} can only do "down", not "${kind}"`,
      async prepare() {
        const replicas = await kubernetes.readReplicas(workload);
        if (replicas < 1)
          throw new FaultRefused(`scale-down: ${workload} has no replica, it is down already`);
        return {
          undo: { replicas },
          byHand: `scale ${workload} back to ${replicas} (kubectl scale --replicas=${replicas})`,
          apply: () => kubernetes.setReplicas(workload, 0),
        };
      },
      async revert({ replicas }) {
        // Whoever has scaled it up meanwhile knows better.
        if ((await kubernetes.readReplicas(workload)) === 0) await kubernetes.setReplicas(workload, replicas);
      },
    },
    ports,
  );
}
