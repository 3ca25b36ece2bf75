import type { Ending, IterationRun, IterationTask } from '../../../src/model/run.ts';
import type { RunPlan } from '../../../src/runner/modes/plan.ts';
import type { RunPort, RunRequest } from '../../../src/runner/modes/run-iterations.ts';

const COMMAND = ['pytest', '--junit-xml={junit}'];

export const plan = (changes: Partial<RunPlan> = {}): RunPlan => ({
  command: COMMAND,
  shown: { words: changes.command ?? COMMAND, hash: null },
  iterations: 5,
  iteration: null,
  baseSeed: 42,
  only: [],
  parallel: 1,
  untilFailure: false,
  untilPower: null,
  maxMs: null,
  facts: [],
  ...changes,
});

export const ended = (task: Pick<IterationTask, 'iteration' | 'seed'>, ending: Ending): IterationRun => ({
  iteration: task.iteration,
  seed: task.seed,
  ending,
  durationMs: 1000,
  reports: [`/out/iteration-${task.iteration}/junit.xml`],
  problems: [],
  outputTail: '',
});

export const PASSED: Ending = { kind: 'exited', code: 0 };

export interface Simulation {
  readonly run: RunPort;
  readonly started: number[];
  readonly seeds: number[];
  readonly only: (readonly string[])[];
  /** Highest number of iterations at the same moment. */
  peak(): number;
  active(): number;
}

/**
 * A suite whose iteration k takes `turns(k)` turns of the event queue and ends as `ending(k)`. It is interrupted at
 * the next turn after an abort.
 */
export function simulate(
  turns: (iteration: number) => number = () => 1,
  ending: (iteration: number) => Ending = () => PASSED,
): Simulation {
  const started: number[] = [];
  const seeds: number[] = [];
  const only: (readonly string[])[] = [];
  let active = 0;
  let peak = 0;
  return {
    started,
    seeds,
    only,
    peak: () => peak,
    active: () => active,
    run: async (task, signal) => {
      started.push(task.iteration);
      seeds.push(task.seed);
      only.push(task.only);
      active += 1;
      peak = Math.max(peak, active);
      let interrupted = false;
      for (let turn = 0; turn < turns(task.iteration) && !interrupted; turn += 1) {
        await Promise.resolve();
        interrupted = signal.aborted;
      }
      active -= 1;
      return ended(task, interrupted ? { kind: 'interrupted' } : ending(task.iteration));
    },
  };
}

export const request = (changes: Partial<RunRequest> & Pick<RunRequest, 'run'>): RunRequest => ({
  plan: plan(),
  now: () => 0,
  signal: new AbortController().signal,
  onEvent: () => undefined,
  judge: () => Promise.resolve({ undecided: 0, failures: 0, executions: 0 }),
  ...changes,
});
