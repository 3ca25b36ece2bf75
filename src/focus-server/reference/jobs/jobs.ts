/** The jobs of a server and their windows. A pure state machine: the clock is given, nothing is opened or closed here. */
import type { Clock } from '../../../model/clock.ts';
import { maxWindowsReached } from '../../contract/errors.ts';
import { BASE_STREAM_PORT, MAX_WINDOWS } from '../../contract/limits.ts';
import { writeConfigureResponse } from '../../contract/responses.ts';
import type { StreamPlan, TimeRange } from '../../contract/stream-plan.ts';
import type { DefectHooks } from '../defect.ts';
import type { Job, StreamEvent } from '../job.ts';
import { DEFAULT_LIFETIMES, watchLife } from './job-life.ts';
import type { JobLife, JobPhase, LifeEnd, Lifetimes } from './job-life.ts';

const HIGHEST_PORT = 65_535;

type RemovalReason = LifeEnd | 'cancelled' | 'abandoned' | 'closed';

type JobsHooks = Pick<
  DefectHooks,
  | 'leaksJobs'
  | 'sharesPorts'
  | 'neverCleans'
  | 'unconnectedScale'
  | 'cancelSparesStreaming'
  | 'highestWindowFirst'
>;

export interface JobsOptions {
  readonly clock: Clock;
  /** Jobs at the same time; null: as many as there are ports. */
  readonly maxWindows?: number | null;
  readonly basePort?: number;
  readonly lifetimes?: Partial<Lifetimes>;
  readonly hooks?: JobsHooks;
  /**
   * Called once per job, after it left the list. Its window is free at once: who starts a stream on the port again waits
   * until the one before has closed.
   */
  onRemoved?(job: Job, reason: RemovalReason): void;
}

export interface NewJob {
  readonly plan: StreamPlan;
  readonly timeRange: TimeRange | null;
  /** `http://host`, without port. */
  readonly streamUrl: string;
}

/** A job and how it is doing. */
export interface JobView {
  readonly job: Job;
  readonly phase: JobPhase;
  readonly openStreams: number;
}

export interface Jobs {
  /** `refused`: text for a 503. */
  create(wish: NewJob): { readonly job: Job } | { readonly refused: string };
  get(id: string): Job | undefined;
  /** In the order they were made. */
  list(): readonly Job[];
  view(): readonly JobView[];
  /** Tells what happened on a stream; of a job that is gone nothing is noted. */
  tell(id: string, event: StreamEvent): void;
  /** False when there is no such job. */
  cancel(id: string): boolean;
  /** Takes back a job whose configure failed after it was made. */
  abandon(id: string): void;
  /** Removes all jobs and makes no more. Safe to call twice. */
  close(): void;
}

export function createJobs(options: JobsOptions): Jobs {
  const { clock, maxWindows = MAX_WINDOWS, basePort = BASE_STREAM_PORT, hooks = {} } = options;
  const lifetimes = chooseLifetimes(options);
  const limit = Math.min(maxWindows ?? HIGHEST_PORT, HIGHEST_PORT - basePort);
  const living = new Map<string, { readonly job: Job; readonly life: JobLife }>();
  let sequence = 0;
  let closed = false;

  const list = (): Job[] => [...living.values()].map(({ job }) => job);

  const remove = (id: string, reason: RemovalReason): void => {
    const found = living.get(id);
    if (!found) return;
    found.life.stop();
    if (hooks.neverCleans && reason !== 'closed') return;
    living.delete(id);
    options.onRemoved?.(found.job, reason);
  };

  const chooseWindow = (): number => {
    const jobs = list();
    const newest = jobs.at(-1);
    // The race of the defect: every second job does not see the one before.
    if (hooks.sharesPorts && newest && sequence % 2 === 1) return newest.window;
    return hooks.highestWindowFirst ? highestFreeWindow(jobs, limit) : lowestFreeWindow(jobs);
  };

  return {
    create(wish) {
      if (closed) return { refused: 'The server is closing' };
      if (living.size >= limit) return { refused: maxWindowsReached(limit) };
      const window = chooseWindow();
      sequence += 1;
      const job = describeJob(wish, { window, sequence, basePort, createdMs: clock.now() });
      const life = watchLife({
        clock,
        lifetimes,
        onEnd: (reason) => {
          remove(job.id, reason);
        },
      });
      living.set(job.id, { job, life });
      return { job };
    },
    get: (id) => living.get(id)?.job,
    list,
    view: () =>
      [...living.values()].map(({ job, life }) => ({
        job,
        phase: life.phase(),
        openStreams: life.openStreams(),
      })),
    tell: (id, event) => living.get(id)?.life.tell(event),
    cancel(id) {
      const found = living.get(id);
      const isSpared = hooks.cancelSparesStreaming === true && (found?.life.openStreams() ?? 0) > 0;
      if (!isSpared) remove(id, 'cancelled');
      return found !== undefined;
    },
    abandon(id) {
      if (hooks.leaksJobs) living.get(id)?.life.stop();
      else remove(id, 'abandoned');
    },
    close() {
      closed = true;
      for (const id of living.keys()) remove(id, 'closed');
    },
  };
}

function chooseLifetimes({ lifetimes, hooks }: JobsOptions): Lifetimes {
  const chosen: Lifetimes = { ...DEFAULT_LIFETIMES, ...lifetimes };
  return { ...chosen, unconnectedMs: chosen.unconnectedMs * (hooks?.unconnectedScale ?? 1) };
}

interface Place {
  readonly window: number;
  readonly sequence: number;
  readonly basePort: number;
  readonly createdMs: number;
}

function describeJob({ plan, timeRange, streamUrl }: NewJob, place: Place): Job {
  const { window, sequence, basePort, createdMs } = place;
  const id = `${window}-${sequence}`;
  const streamPort = basePort + window;
  const response = writeConfigureResponse(plan, { jobId: id, streamPort, streamUrl });
  return { id, window, sequence, streamPort, plan, timeRange, createdMs, response };
}

/** The lowest window from 1 that no living job has. */
function lowestFreeWindow(living: Iterable<Job>): number {
  const taken = listWindows(living);
  let window = 1;
  while (taken.has(window)) window += 1;
  return window;
}

/** What a defect chooses: the highest one up to the limit. */
function highestFreeWindow(living: Iterable<Job>, limit: number): number {
  const taken = listWindows(living);
  let window = limit;
  while (taken.has(window)) window -= 1;
  return window;
}

function listWindows(living: Iterable<Job>): ReadonlySet<number> {
  return new Set([...living].map(({ window }) => window));
}
