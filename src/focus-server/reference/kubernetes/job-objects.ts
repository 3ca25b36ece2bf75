/** The objects that exist for each job, as long as it lives. */
import type { Job } from '../job.ts';
import type { JobView, Jobs } from '../jobs/jobs.ts';
import { writeTime, writeUid } from './object.ts';
import type { KubernetesObject, ObjectMetadata } from './object.ts';

const IMAGE = 'focus-stability/reference-server';

const streamJobName = (id: string): string => `grpc-job-${id}`;

/** The id of the job whose stream this Kubernetes Job runs, or null. */
export function jobIdOf(name: string): string | null {
  return /^grpc-job-(\d+-\d+)$/.exec(name)?.[1] ?? null;
}

export function describeStreamJob({ job, phase }: JobView, namespace: string): KubernetesObject {
  const metadata = describeMetadata(job, { namespace, app: 'grpc-job', part: 1 });
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata,
    spec: describeJobSpec(metadata),
    status: {
      startTime: metadata.creationTimestamp,
      ...(phase === 'finished' ? { succeeded: 1 } : { active: 1, ready: 1 }),
    },
  };
}

/** Waits for the end of the job to remove its objects. */
export function describeCleanupJob({ job }: JobView, namespace: string): KubernetesObject {
  const metadata = describeMetadata(job, { namespace, app: 'cleanup-job', part: 2 });
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata,
    spec: describeJobSpec(metadata),
    status: { startTime: metadata.creationTimestamp, active: 1, ready: 1 },
  };
}

export function describeService({ job }: JobView, namespace: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: describeMetadata(job, { namespace, app: 'grpc-service', part: 3 }),
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      selector: { app: 'grpc-job', 'job-id': job.id },
      ports: [{ name: 'grpc', protocol: 'TCP', port: job.streamPort, targetPort: job.streamPort }],
    },
    status: { loadBalancer: {} },
  };
}

export function describePod({ job, phase }: JobView, namespace: string): KubernetesObject {
  const metadata = describeMetadata(job, { namespace, app: 'grpc-job', part: 4 });
  const running = phase !== 'finished';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      name: `${metadata.name}-0`,
      labels: {
        ...metadata.labels,
        'batch.kubernetes.io/job-name': metadata.name,
        'job-name': metadata.name,
      },
    },
    spec: describePodSpec(job.streamPort),
    status: {
      phase: running ? 'Running' : 'Succeeded',
      startTime: metadata.creationTimestamp,
      conditions: [{ type: 'Ready', status: running ? 'True' : 'False' }],
    },
  };
}

interface Part {
  readonly namespace: string;
  /** Label, and the beginning of the name. */
  readonly app: string;
  readonly part: number;
}

function describeMetadata(job: Job, { namespace, app, part }: Part): ObjectMetadata {
  return {
    name: `${app}-${job.id}`,
    namespace,
    uid: writeUid(job.sequence, part),
    resourceVersion: String(job.sequence),
    creationTimestamp: writeTime(job.createdMs),
    labels: { app, 'job-id': job.id },
  };
}

function describeJobSpec({ labels }: ObjectMetadata): unknown {
  return {
    parallelism: 1,
    completions: 1,
    backoffLimit: 0,
    template: { metadata: { labels }, spec: describePodSpec() },
  };
}

function describePodSpec(port?: number): unknown {
  const ports = port === undefined ? {} : { ports: [{ containerPort: port, protocol: 'TCP' }] };
  return { restartPolicy: 'Never', containers: [{ name: 'main', image: IMAGE, ...ports }] };
}

/** A message queue of a job, for the admin listing: Kubernetes knows no queues. */
export interface QueueView {
  /** `grpc-job-<id>-<stream>`. */
  readonly name: string;
  readonly jobId: string;
  readonly streamId: number;
}

export function listQueues(jobs: Pick<Jobs, 'list'>): QueueView[] {
  return jobs.list().flatMap(({ id, plan }) =>
    plan.streams.map(({ index }) => ({
      name: `${streamJobName(id)}-${index}`,
      jobId: id,
      streamId: index,
    })),
  );
}
