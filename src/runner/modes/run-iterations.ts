/** Runs the iterations of a plan, several at a time if asked, until all are done or a reason to stop appears. */
import type { IterationRun, IterationTask, RunEvent } from '../../model/run.ts';
import { listIterations, planTask, type RunPlan } from './plan.ts';
import { decideStop, type Judge, type StopReason } from './stop.ts';

/** Executes one iteration. On abort it ends what it started, keeps what is there and resolves all the same. */
export type RunPort = (task: IterationTask, signal: AbortSignal) => Promise<IterationRun>;

export interface RunRequest {
  readonly plan: RunPlan;
  readonly run: RunPort;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  /** Gets the start and the end of every iteration; what happens inside comes from the run port. */
  readonly onEvent: (event: RunEvent) => void;
  readonly judge: Judge;
  /** Finished in an earlier session; they are not run again. */
  readonly earlier?: readonly IterationRun[];
  /** Gets all finished iterations, at the start and after each. */
  readonly keep?: (finished: readonly IterationRun[]) => Promise<unknown>;
}

export interface RunResult {
  readonly ended: 'complete' | StopReason;
  readonly baseSeed: number;
  /** Ascending by iteration; those of an earlier session and interrupted ones included. */
  readonly runs: readonly IterationRun[];
  /** Planned iterations that are not finished, ascending. */
  readonly remaining: readonly number[];
  /** Milliseconds of this session. */
  readonly elapsedMs: number;
}

/** Rejects when a port does, after ending the iterations that still run. */
export async function runIterations(request: RunRequest): Promise<RunResult> {
  const session = openSession(request);
  try {
    await session.save();
    let stop = await session.decide();
    for (;;) {
      if (stop === null) session.fill();
      if (!session.isRunning()) return session.close(stop);
      await session.awaitNext();
      stop = await session.decide(stop);
    }
  } catch (error) {
    await session.abandon(error);
    throw error;
  }
}

interface Ended {
  readonly iteration: number;
  readonly run: IterationRun;
  /** True when the run was interrupted before it ended: what it left is no whole iteration. */
  readonly cut: boolean;
}

interface Session {
  save(): Promise<void>;
  /** Starts waiting iterations in free places. */
  fill(): void;
  isRunning(): boolean;
  awaitNext(): Promise<void>;
  /** The first reason stays. */
  decide(stop?: StopReason | null): Promise<StopReason | null>;
  close(stop: StopReason | null): RunResult;
  abandon(reason: unknown): Promise<void>;
}

function openSession({ plan, run, now, signal, onEvent, judge, ...request }: RunRequest): Session {
  const start = now();
  const earlier = request.earlier ?? [];
  const planned = listIterations(plan);
  const finished = new Map(earlier.map((one) => [one.iteration, one]));
  const waiting = planned.filter((iteration) => !finished.has(iteration));
  const running = new Map<number, Promise<Ended>>();
  const fresh: IterationRun[] = [];
  const own = new AbortController();
  const anySignal = AbortSignal.any([signal, own.signal]);

  const execute = async (iteration: number): Promise<Ended> => {
    const task = planTask(plan, iteration);
    onEvent({ kind: 'iteration-started', iteration, seed: task.seed });
    const done = await run(task, anySignal);
    return { iteration, run: done, cut: anySignal.aborted };
  };
  const save = async (): Promise<void> => void (await request.keep?.(sortRuns(finished.values())));

  return {
    save,
    fill() {
      for (const iteration of waiting.splice(0, plan.parallel - running.size))
        running.set(iteration, execute(iteration));
    },
    isRunning: () => running.size > 0,
    async awaitNext() {
      const { iteration, run: done, cut } = await Promise.race(running.values());
      running.delete(iteration);
      fresh.push(done);
      onEvent({ kind: 'iteration-ended', run: done });
      if (cut || !isWhole(done)) return;
      finished.set(iteration, done);
      await save();
    },
    async decide(stop = null) {
      const runs = sortRuns([...earlier, ...fresh]);
      const standing = { plan, runs, fresh, elapsedMs: now() - start, interrupted: signal.aborted };
      return stop === null || signal.aborted ? decideStop(standing, judge) : stop;
    },
    close(stop) {
      const remaining = planned.filter((iteration) => !finished.has(iteration));
      const cutShort = remaining.length > 0 || stop === 'failure-found' || stop === 'power-reached';
      return {
        ended: (cutShort ? stop : null) ?? 'complete',
        baseSeed: plan.baseSeed,
        runs: sortRuns([...earlier, ...fresh]),
        remaining,
        elapsedMs: now() - start,
      };
    },
    async abandon(reason) {
      own.abort(reason);
      await Promise.allSettled(running.values());
    },
  };
}

/** Worth keeping for a resumed run. */
function isWhole({ ending }: IterationRun): boolean {
  return ending.kind !== 'interrupted' && ending.kind !== 'not-started';
}

function sortRuns(runs: Iterable<IterationRun>): readonly IterationRun[] {
  return [...runs].sort((a, b) => a.iteration - b.iteration);
}

/** What iterations could not keep and why, a line each. */
export const listLosses = ({ runs }: RunResult): string[] =>
  runs.flatMap(({ iteration, problems }) =>
    problems
      .filter(({ code }) => code === 'not-kept')
      .map(({ message }) => `iteration ${iteration}: ${message}`),
  );
