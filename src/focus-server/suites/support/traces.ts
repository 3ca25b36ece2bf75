/** What stands for jobs in a server and its cluster, as far as this environment lets us look. */
import type { Kubernetes } from '../../client/kubernetes.ts';
import { openAdmin, type AdminState } from './admin.ts';
import { openCluster } from './cluster.ts';
import type { FocusTest } from './context.ts';

const OBJECT = /^(?:grpc-job|cleanup-job|grpc-service)-(\d+-\d+)$/;

/** One thing that a job occupies. */
export interface Trace {
  readonly jobId: string;
  /** As in `grpc-service-3-17`, `queue grpc-job-3-17-0`, `window 3`. */
  readonly what: string;
}

export interface TraceLook {
  /** Where it looks; empty where it cannot. */
  readonly places: readonly ('server' | 'cluster')[];
  list(): Promise<readonly Trace[]>;
}

export function openTraces(t: FocusTest): TraceLook {
  const admin = openAdmin(t);
  const cluster = openCluster(t);
  return {
    places: [
      ...(admin === null ? [] : (['server'] as const)),
      ...(cluster === null ? [] : (['cluster'] as const)),
    ],
    list: async () => [
      ...(cluster === null ? [] : await listObjects(cluster)),
      ...(admin === null ? [] : listPlaces(await admin.state())),
    ],
  };
}

/** Objects of others, whatever they are called, are none of ours. */
async function listObjects(cluster: Kubernetes): Promise<Trace[]> {
  const listed = await Promise.all([cluster.listJobs(), cluster.listServices()]);
  return listed.flat().flatMap(({ name }) => {
    const jobId = OBJECT.exec(name)?.[1];
    return jobId === undefined ? [] : [{ jobId, what: name }];
  });
}

function listPlaces({ jobs, queues }: AdminState): Trace[] {
  return [
    ...jobs.map(({ id, window }) => ({ jobId: id, what: `window ${window}` })),
    ...queues.map(({ jobId, name }) => ({ jobId, what: `queue ${name}` })),
  ];
}
