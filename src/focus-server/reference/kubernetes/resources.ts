/** The kinds of objects that are served: one line each. */
import { describeDeployment } from './catalogue-deployment.ts';
import type { KubernetesCluster } from './cluster.ts';
import { describeCleanupJob, describePod, describeService, describeStreamJob } from './job-objects.ts';
import { writeTime, writeUid, type KubernetesObject } from './object.ts';

export interface Resource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: 'v1';
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  list(cluster: KubernetesCluster): readonly KubernetesObject[];
}

const core = { group: '', version: 'v1', namespaced: true, verbs: ['get', 'list'] } as const;

export const RESOURCES: readonly Resource[] = [
  {
    ...core,
    plural: 'namespaces',
    singular: 'namespace',
    shortNames: ['ns'],
    kind: 'Namespace',
    namespaced: false,
    list: (cluster) => [describeNamespace(cluster.namespace)],
  },
  {
    ...core,
    plural: 'pods',
    singular: 'pod',
    shortNames: ['po'],
    kind: 'Pod',
    list: ({ jobs, namespace }) => jobs.view().map((view) => describePod(view, namespace)),
  },
  {
    ...core,
    plural: 'services',
    singular: 'service',
    shortNames: ['svc'],
    kind: 'Service',
    list: ({ jobs, namespace }) => jobs.view().map((view) => describeService(view, namespace)),
  },
  {
    ...core,
    group: 'batch',
    plural: 'jobs',
    singular: 'job',
    shortNames: [],
    kind: 'Job',
    verbs: ['get', 'list', 'delete'],
    list: ({ jobs, namespace }) =>
      jobs
        .view()
        .flatMap((view) => [describeStreamJob(view, namespace), describeCleanupJob(view, namespace)]),
  },
  {
    ...core,
    group: 'apps',
    plural: 'deployments',
    singular: 'deployment',
    shortNames: ['deploy'],
    kind: 'Deployment',
    verbs: ['get', 'list', 'patch', 'update'],
    list: (cluster) => [describeDeployment(cluster)],
  },
];

/** `jobs.batch`, as messages name it. */
export const nameOf = ({ plural, group }: Resource): string => (group === '' ? plural : `${plural}.${group}`);

function describeNamespace(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      uid: writeUid(0, 6),
      resourceVersion: '1',
      creationTimestamp: writeTime(0),
      labels: { 'kubernetes.io/metadata.name': name },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}
