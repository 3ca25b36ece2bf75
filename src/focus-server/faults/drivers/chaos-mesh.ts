/** Faults by Chaos Mesh: one `NetworkChaos` object per fault, between two groups of pods. */
import { z } from 'zod';
import type { Clock } from '../../../model/clock.ts';
import type { Fault } from '../../../proxy/fault.ts';
import { pollUntil, createExternalDriver } from './external-driver.ts';
import type { LeftoverDriver } from '../journal.ts';
import type { ExternalDriverPorts } from './external-driver.ts';
import type { Manifest, ManifestPort } from './kubernetes-ports.ts';
import { buildNetworkChaos, refuseNetworkChaos } from './network-chaos.ts';
import type { PodGroup } from './network-chaos.ts';

export interface ChaosMeshOptions extends ExternalDriverPorts {
  readonly kubernetes: ManifestPort;
  /** Where the objects are made. */
  readonly namespace: string;
  /** The pods whose traffic is disturbed, and the pods they talk to. */
  readonly source: PodGroup;
  readonly target: PodGroup;
  /** Chaos Mesh ends a fault by itself after this time, should nobody undo it. Default one hour. */
  readonly atMostMs?: number;
}

const HOUR_MS = 3_600_000;
const NAME = /^focus-stability-[a-z0-9-]{1,60}$/;
const undoSchema = z.strictObject({ name: z.string().regex(NAME) });

export function createChaosMeshDriver(options: ChaosMeshOptions): LeftoverDriver {
  const { kubernetes, namespace, source, target, atMostMs = HOUR_MS, ...ports } = options;
  for (const group of [source, target])
    if (Object.keys(group.labels).length === 0)
      throw new Error(
        `chaos-mesh: pods of ${group.namespace} are chosen by no label, that would be all of them`,
      );
  const build = (fault: Fault, name: string): Manifest =>
    buildNetworkChaos(fault, { name, namespace, source, target, atMostMs });

  return createExternalDriver(
    {
      name: 'chaos-mesh',
      target: `${namespace}: ${describeGroup(source)} -> ${describeGroup(target)}`,
      undoSchema,
      refuses: refuseNetworkChaos,
      async prepare(fault, id) {
        const name = `focus-stability-${id}`;
        const manifest = build(fault, name);
        return {
          undo: { name },
          byHand: `kubectl delete networkchaos ${name} -n ${namespace}`,
          async apply() {
            await kubernetes.apply(manifest);
            await waitFor(ports.clock, `${name} was not injected into all pods`, async () =>
              isInjected(await kubernetes.read(manifest)),
            );
          },
        };
      },
      async revert({ name }) {
        // Only its identity counts for removing it.
        const manifest = build({ kind: 'partition' }, name);
        await kubernetes.remove(manifest);
        await waitFor(
          ports.clock,
          `${name} was not removed`,
          async () => (await kubernetes.read(manifest)) === null,
        );
      },
    },
    ports,
  );
}

const statusSchema = z.object({
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })) }),
});

/** Chaos Mesh sets the condition when every chosen pod has the fault. */
function isInjected(object: unknown): boolean {
  const parsed = statusSchema.safeParse(object);
  if (!parsed.success) return false;
  return parsed.data.status.conditions.some(
    ({ type, status }) => type === 'AllInjected' && status === 'True',
  );
}

const waitFor = (clock: Clock, what: string, check: () => Promise<boolean>): Promise<void> =>
  pollUntil(check, { clock, what, everyMs: 500, withinMs: 60_000 });

function describeGroup({ namespace, labels }: PodGroup): string {
  const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return `${namespace}/${selector.join(',')}`;
}
