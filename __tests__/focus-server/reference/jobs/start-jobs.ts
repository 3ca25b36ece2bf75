import { planStream } from '../../../../src/focus-server/contract/plan-stream.ts';
import type { Job } from '../../../../src/focus-server/reference/job.ts';
import { createJobs } from '../../../../src/focus-server/reference/jobs/jobs.ts';
import type { Jobs, JobsOptions, NewJob } from '../../../../src/focus-server/reference/jobs/jobs.ts';
import { configure, FACTS } from '../../contract/requests.ts';
import { createStepClock, type StepClock } from './step-clock.ts';

export const WISH: NewJob = {
  plan: planStream(configure(), FACTS),
  timeRange: null,
  streamUrl: 'http://localhost',
};

export interface StartedJobs {
  readonly jobs: Jobs;
  readonly clock: StepClock;
  /** `<id> <reason>` in their order. */
  readonly removed: string[];
  /** Throws when refused. */
  readonly create: () => Job;
}

export function startJobs(options: Partial<JobsOptions> = {}): StartedJobs {
  const clock = createStepClock(1_000_000);
  const removed: string[] = [];
  const jobs = createJobs({
    clock,
    onRemoved: ({ id }, reason) => removed.push(`${id} ${reason}`),
    ...options,
  });
  return {
    jobs,
    clock,
    removed,
    create() {
      const made = jobs.create(WISH);
      if ('refused' in made) throw new Error(made.refused);
      return made.job;
    },
  };
}
