/** The message queues of the jobs, for the admin listing: Kubernetes knows no queues. */
import type { Jobs } from '../jobs/jobs.ts';
import { streamJobName } from './job-objects.ts';

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
