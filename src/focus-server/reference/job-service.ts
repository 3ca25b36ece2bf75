/** Jobs with their streams: made together, gone together. */
import type { DefectHooks } from './defect.ts';
import type { Job, StartJobStream } from './job.ts';
import { createJobStreams, type JobStreams } from './job-streams.ts';
import { createJobs, type Jobs, type NewJob } from './jobs/jobs.ts';
import type { Clock } from '../../model/clock.ts';

export interface JobServiceOptions {
  readonly clock: Clock;
  readonly hooks: DefectHooks;
  readonly maxWindows: number;
  readonly basePort: number;
  readonly lifetimeScale: number;
  readonly startStream: StartJobStream;
  readonly report: (error: unknown) => void;
}

export interface JobService {
  readonly jobs: Jobs;
  /** Resolves when the stream listens. `refused`: text for a 503. */
  start(wish: NewJob): Promise<{ readonly job: Job } | { readonly refused: string }>;
  /** Resolves when the streams of ended jobs have freed their ports. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export function createJobService(options: JobServiceOptions): JobService {
  const { clock, hooks, basePort } = options;
  const jobs = createJobs({
    clock,
    hooks,
    basePort,
    maxWindows: hooks.maxWindows ?? options.maxWindows,
    lifetimes: { scale: options.lifetimeScale },
    onRemoved: (job) => streams.close(job),
  });
  const streams: JobStreams = createJobStreams({
    start: options.startStream,
    hooks,
    onEvent: (job, event) => jobs.tell(job.id, event),
  });
  return {
    jobs,
    async start(wish) {
      const made = jobs.create(wish);
      if ('refused' in made) return made;
      try {
        await streams.open(made.job);
        return made;
      } catch (error) {
        jobs.abandon(made.job.id);
        options.report(error);
        return { refused: `the stream cannot listen on port ${made.job.streamPort}` };
      }
    },
    settle: () => streams.idle(),
    close: () => {
      jobs.close();
      return streams.idle();
    },
  };
}
