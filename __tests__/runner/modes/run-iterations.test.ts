import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ending, IterationRun, RunEvent } from '../../../src/model/run.ts';
import { runIterations, type RunPort } from '../../../src/runner/modes/run-iterations.ts';
import { ended, PASSED, plan, request, simulate } from './simulated-run.ts';

const numbers = (runs: readonly IterationRun[]) => runs.map(({ iteration }) => iteration);
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('running iterations', () => {
  it('runs one after the other and says when each starts and ends', async () => {
    const suite = simulate();
    const events: RunEvent[] = [];
    const result = await runIterations(
      request({ run: suite.run, plan: plan({ iterations: 2 }), onEvent: (event) => events.push(event) }),
    );
    expect(events.map(({ kind }) => kind)).toEqual([
      'iteration-started',
      'iteration-ended',
      'iteration-started',
      'iteration-ended',
    ]);
    expect(result).toMatchObject({ ended: 'complete', baseSeed: 42, remaining: [], elapsedMs: 0 });
    expect(numbers(result.runs)).toEqual([1, 2]);
    expect(suite.peak()).toBe(1);
  });

  it('never runs more at a time than asked, and loses or doubles none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 7 }),
        async (iterations, parallel, durations) => {
          const suite = simulate((iteration) => durations[iteration % durations.length] ?? 0);
          const result = await runIterations(
            request({ run: suite.run, plan: plan({ iterations, parallel }) }),
          );
          expect(suite.peak()).toBeLessThanOrEqual(parallel);
          expect(suite.started).toEqual(upTo(iterations));
          expect(numbers(result.runs)).toEqual(upTo(iterations));
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });

  it('uses every place it may use', async () => {
    const suite = simulate(() => 5);
    await runIterations(request({ run: suite.run, plan: plan({ iterations: 7, parallel: 3 }) }));
    expect(suite.peak()).toBe(3);
  });

  it('gives one iteration of a matrix the seed of the full run', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.integer({ min: 1, max: 12 }),
        async (baseSeed, iterations) => {
          const full = simulate();
          await runIterations(request({ run: full.run, plan: plan({ baseSeed, iterations }) }));
          expect(new Set(full.seeds).size).toBe(iterations);
          for (const iteration of upTo(iterations)) {
            const one = simulate();
            const result = await runIterations(
              request({ run: one.run, plan: plan({ baseSeed, iterations, iteration }) }),
            );
            expect(one.seeds).toEqual([full.seeds[iteration - 1]]);
            expect(numbers(result.runs)).toEqual([iteration]);
            expect(result.remaining).toEqual([]);
          }
        },
      ),
      { seed: 5, numRuns: 40 },
    );
  });

  it('hands on which tests shall run', async () => {
    const suite = simulate();
    await runIterations(request({ run: suite.run, plan: plan({ iterations: 1, only: ['a::b'] }) }));
    expect(suite.only).toEqual([['a::b']]);
  });
});

describe('interrupting and resuming', () => {
  it('keeps what is there, says what is missing, and a second run does just that', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 60 }),
        async (iterations, parallel, moment) => {
          const controller = new AbortController();
          const first = simulate((iteration) => 1 + (iteration % 4));
          let kept: readonly IterationRun[] = [];
          const running = runIterations(
            request({
              run: first.run,
              plan: plan({ iterations, parallel }),
              signal: controller.signal,
              keep: (runs) => {
                kept = runs;
                return Promise.resolve();
              },
            }),
          );
          for (let turn = 0; turn < moment; turn += 1) await Promise.resolve();
          controller.abort();
          const before = await running;

          expect(first.active()).toBe(0);
          expect(numbers(before.runs)).toEqual(first.started);
          expect([...numbers(kept), ...before.remaining].sort((a, b) => a - b)).toEqual(upTo(iterations));
          expect(before.ended).toBe(before.remaining.length === 0 ? 'complete' : 'interrupted');
          expect(kept.every(({ ending }) => ending.kind === 'exited')).toBe(true);

          const second = simulate();
          const after = await runIterations(
            request({ run: second.run, plan: plan({ iterations, parallel }), earlier: kept }),
          );
          expect(second.started).toEqual(before.remaining);
          expect(numbers(after.runs)).toEqual(upTo(iterations));
          expect(after.ended).toBe('complete');
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });

  it('starts nothing when it was interrupted before', async () => {
    const suite = simulate();
    const result = await runIterations(request({ run: suite.run, signal: AbortSignal.abort() }));
    expect(suite.started).toEqual([]);
    expect(result).toMatchObject({ ended: 'interrupted', remaining: [1, 2, 3, 4, 5] });
  });

  it('does not trust an iteration that ended after Ctrl-C, whatever its exit code says', async () => {
    const controller = new AbortController();
    const result = await runIterations(
      request({
        signal: controller.signal,
        plan: plan({ iterations: 1 }),
        run: (task) => {
          controller.abort();
          return Promise.resolve(ended(task, PASSED));
        },
      }),
    );
    expect(result).toMatchObject({ ended: 'interrupted', remaining: [1] });
    expect(numbers(result.runs)).toEqual([1]);
  });

  it('writes down the start of a run, so that nothing older is resumed', async () => {
    const kept: number[] = [];
    await runIterations(
      request({
        run: simulate().run,
        plan: plan({ iterations: 2 }),
        keep: (runs) => {
          kept.push(runs.length);
          return Promise.resolve();
        },
      }),
    );
    expect(kept).toEqual([0, 1, 2]);
  });

  it('ends the other iterations before it passes on an internal error', async () => {
    const left: number[] = [];
    const untilAborted: RunPort = (task, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () =>
          setImmediate(() => {
            left.push(task.iteration);
            resolve(ended(task, { kind: 'interrupted' }));
          }),
        );
      });
    const broken = request({
      plan: plan({ iterations: 3, parallel: 3 }),
      run: (task, signal) =>
        task.iteration === 2 ? Promise.reject(new Error('disk full')) : untilAborted(task, signal),
    });
    await expect(runIterations(broken)).rejects.toThrow('disk full');
    expect(left).toEqual([1, 3]);
  });
});

describe('stopping early', () => {
  const failsIn =
    (failing: number, ending: Ending = { kind: 'exited', code: 1 }) =>
    (iteration: number): Ending =>
      iteration === failing ? ending : PASSED;

  it.each<Ending>([
    { kind: 'exited', code: 1 },
    { kind: 'signalled', signal: 'SIGKILL' },
    { kind: 'timed-out', afterMs: 1000 },
  ])('stops at the first failure: $kind', async (ending) => {
    const suite = simulate(undefined, failsIn(3, ending));
    const result = await runIterations(request({ run: suite.run, plan: plan({ untilFailure: true }) }));
    expect(result).toMatchObject({ ended: 'failure-found', remaining: [4, 5] });
  });

  it('stops at failures that the exit code hides', async () => {
    const suite = simulate();
    const result = await runIterations(
      request({
        run: suite.run,
        plan: plan({ untilFailure: true }),
        judge: (runs) =>
          Promise.resolve({ undecided: 1, failures: runs.length === 2 ? 1 : 0, executions: runs.length }),
      }),
    );
    expect(result).toMatchObject({ ended: 'failure-found', remaining: [3, 4, 5] });
  });

  it('lets iterations that run beside a failed one finish', async () => {
    const suite = simulate((iteration) => iteration * 3, failsIn(1));
    const result = await runIterations(
      request({ run: suite.run, plan: plan({ untilFailure: true, parallel: 3 }) }),
    );
    expect(numbers(result.runs)).toEqual([1, 2, 3]);
    expect(result.runs.map(({ ending }) => ending)).toEqual([failsIn(1)(1), PASSED, PASSED]);
    expect(result.ended).toBe('failure-found');
  });

  it('goes on after a failure when nobody asked to stop', async () => {
    const suite = simulate(undefined, failsIn(1));
    const result = await runIterations(request({ run: suite.run }));
    expect(result).toMatchObject({ ended: 'complete', remaining: [] });
  });

  it('starts no iteration that would not end in time, but always the first', async () => {
    let time = 0;
    const slow = (limitMs: number) =>
      runIterations(
        request({
          plan: plan({ maxMs: limitMs }),
          now: () => time,
          run: (task) => {
            time += 1000;
            return Promise.resolve(ended(task, PASSED));
          },
        }),
      );
    expect(await slow(3500)).toMatchObject({ ended: 'time-over', remaining: [4, 5], elapsedMs: 3000 });
    expect(await slow(10)).toMatchObject({ ended: 'time-over', remaining: [2, 3, 4, 5] });
    expect(await slow(5000)).toMatchObject({ ended: 'complete', remaining: [] });
  });

  it('stops when the power is reached and every test is decided', async () => {
    const judged: number[] = [];
    const suite = simulate();
    const result = await runIterations(
      request({
        run: suite.run,
        plan: plan({ iterations: 100, untilPower: { probability: 0.95, rate: 0.1 } }),
        judge: (runs) => {
          judged.push(runs.length);
          // Iteration 1 crashed; one test stays undecided until the 32nd.
          return Promise.resolve({
            undecided: runs.length < 32 ? 1 : 0,
            failures: 3,
            executions: runs.length - 1,
          });
        },
      }),
    );
    expect(judged).toEqual([29, 30, 31, 32]);
    expect(result.ended).toBe('power-reached');
    expect(result.runs).toHaveLength(32);
  });

  it('counts complete iterations only towards the power', async () => {
    const suite = simulate();
    const result = await runIterations(
      request({
        run: suite.run,
        plan: plan({ iterations: 40, untilPower: { probability: 0.95, rate: 0.1 } }),
        judge: (runs) => Promise.resolve({ undecided: 0, failures: 0, executions: runs.length - 5 }),
      }),
    );
    expect(result.runs).toHaveLength(34);
  });

  it('does not repeat a command that cannot be started', async () => {
    const suite = simulate(undefined, () => ({ kind: 'not-started', reason: 'pytest: not found' }));
    const result = await runIterations(request({ run: suite.run }));
    expect(result).toMatchObject({ ended: 'not-started', remaining: [1, 2, 3, 4, 5] });
    expect(suite.started).toEqual([1]);
  });
});
