/** The cluster of the environment, as suites and fault drivers see it. */
import { openKubernetes, type CustomAddress, type Kubernetes } from '../../client/kubernetes.ts';
import type { Manifest, ManifestPort, ScalePort } from '../../faults/drivers/kubernetes-ports.ts';
import type { FocusFixture } from './context.ts';

/** Not only tests: whatever knows the environment. */
export type Targeted = Pick<FocusFixture, 'target'>;

/** Null where the environment has none. */
export function openCluster({ target }: Targeted): Kubernetes | null {
  const { kubernetes } = target.environment;
  if (kubernetes === null) return null;
  const { baseUrl, namespace, token, tls } = kubernetes;
  return openKubernetes({
    baseUrl,
    namespace,
    insecure: tls.insecure,
    ...(token === null ? {} : { token }),
    ...(tls.ca === null ? {} : { ca: tls.ca }),
  });
}

/** `plural`: the name of the kind of all objects in paths. */
export function openManifests(cluster: Kubernetes, plural: string): ManifestPort {
  const addressOf = ({ apiVersion, metadata: { name } }: Manifest): CustomAddress => ({
    apiVersion,
    plural,
    name,
  });
  return {
    apply: ({ metadata, ...rest }) => cluster.applyCustom({ ...rest, metadata: { ...metadata } }, plural),
    remove: async (manifest) => {
      await cluster.deleteCustom(addressOf(manifest));
    },
    read: (manifest) => cluster.readCustom(addressOf(manifest)),
  };
}

export function openScales(cluster: Kubernetes): ScalePort {
  return {
    readReplicas: (name) => cluster.readScale(name),
    setReplicas: (name, replicas) => cluster.patchScale(name, replicas),
  };
}
