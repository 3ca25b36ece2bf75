/** The `NetworkChaos` object of a fault (chaos-mesh.org/v1alpha1). */
import { clamp } from '../../../kit/numbers.ts';
import type { Fault } from '../../../proxy/fault.ts';
import { writeDecimal } from './external-driver.ts';
import type { Manifest } from './kubernetes-ports.ts';

/** Pods by their labels. */
export interface PodGroup {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface NetworkChaosPlan {
  readonly name: string;
  readonly namespace: string;
  readonly source: PodGroup;
  readonly target: PodGroup;
  readonly atMostMs: number;
}

/** The field is an unsigned 32-bit integer. */
const LARGEST_LIMIT = 2 ** 32 - 1;

export function refuseNetworkChaos(fault: Fault): string | null {
  if (fault.kind === 'half-open' || fault.kind === 'slow-close' || fault.kind === 'down')
    return `NetworkChaos shapes packets, it cannot do "${fault.kind}"`;
  if (fault.kind === 'loss' && (fault.resetShare ?? 0) > 0)
    return 'NetworkChaos loses packets, it cannot reset a share of connections';
  return null;
}

/** A lost packet stalls as long as TCP takes to repeat it, whatever `stallMs` says. */
export function buildNetworkChaos(fault: Fault, plan: NetworkChaosPlan): Manifest {
  return {
    apiVersion: 'chaos-mesh.org/v1alpha1',
    kind: 'NetworkChaos',
    metadata: {
      name: plan.name,
      namespace: plan.namespace,
      labels: { 'app.kubernetes.io/managed-by': 'focus-stability' },
    },
    spec: {
      ...actionOf(fault),
      mode: 'all',
      selector: selectorOf(plan.source),
      direction: 'both',
      target: { mode: 'all', selector: selectorOf(plan.target) },
      duration: `${Math.ceil(plan.atMostMs / 1000)}s`,
    },
  };
}

const selectorOf = ({ namespace, labels }: PodGroup): unknown => ({
  namespaces: [namespace],
  labelSelectors: labels,
});

function actionOf(fault: Fault): Readonly<Record<string, unknown>> {
  switch (fault.kind) {
    case 'latency':
      return {
        action: 'delay',
        delay: {
          latency: `${writeDecimal(fault.ms)}ms`,
          jitter: `${writeDecimal(fault.jitterMs ?? 0)}ms`,
          correlation: '0',
        },
      };
    case 'loss':
      return { action: 'loss', loss: { loss: writeDecimal(fault.share * 100), correlation: '0' } };
    case 'bandwidth':
      return {
        action: 'bandwidth',
        // tc's "bps" are bytes. The bucket must hold a packet, and what arrives while it is empty.
        bandwidth: {
          rate: `${fault.bytesPerSecond}bps`,
          buffer: Math.max(10_000, Math.ceil(fault.bytesPerSecond / 100)),
          limit: clamp(fault.bytesPerSecond, 100_000, LARGEST_LIMIT),
        },
      };
    default:
      return { action: 'partition' };
  }
}
