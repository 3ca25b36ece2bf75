/** The deployment of the catalogue, and the `scale` subresource by which it is taken down and up. */
import { z } from 'zod';
import { CATALOGUE_DEPLOYMENT, type KubernetesCluster } from './cluster.ts';
import { writeTime, writeUid, type KubernetesObject, type ObjectMetadata } from './object.ts';

export const MAX_REPLICAS = 100;
const LABELS = { app: CATALOGUE_DEPLOYMENT };

const replicas = z.int().min(0).max(MAX_REPLICAS);
const merged = z.object({ spec: z.object({ replicas }) });
/** A JSON patch (RFC 6902) of the one value there is. */
const patched = z.tuple([
  z.object({ op: z.enum(['replace', 'add']), path: z.literal('/spec/replicas'), value: replicas }),
]);

/** The replicas a PUT or PATCH wants, or null when it wants something else. */
export function readReplicas(body: unknown): number | null {
  const whole = merged.safeParse(body);
  if (whole.success) return whole.data.spec.replicas;
  const patch = patched.safeParse(body);
  return patch.success ? patch.data[0].value : null;
}

export function describeDeployment(cluster: KubernetesCluster): KubernetesObject {
  const count = cluster.replicas();
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: describeMetadata(cluster),
    spec: {
      replicas: count,
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: { containers: [{ name: CATALOGUE_DEPLOYMENT, image: 'mongo' }] },
      },
    },
    status: { replicas: count, readyReplicas: count, availableReplicas: count, updatedReplicas: count },
  };
}

export function describeScale(cluster: KubernetesCluster): KubernetesObject {
  const count = cluster.replicas();
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: describeMetadata(cluster),
    spec: { replicas: count },
    status: { replicas: count, selector: `app=${CATALOGUE_DEPLOYMENT}` },
  };
}

function describeMetadata(cluster: KubernetesCluster): ObjectMetadata {
  return {
    name: CATALOGUE_DEPLOYMENT,
    namespace: cluster.namespace,
    uid: writeUid(0, 5),
    resourceVersion: String(cluster.replicas() + 1),
    creationTimestamp: writeTime(0),
    labels: LABELS,
  };
}
