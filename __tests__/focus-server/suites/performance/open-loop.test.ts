import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  latencyOf,
  runOpenLoop,
  type LoopTime,
  type Sample,
  type Schedule,
  type MeasuredStep,
} from '../../../../src/focus-server/suites/performance/open-loop.ts';

const time: LoopTime = {
  now: () => Date.now(),
  pause: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    }),
};

const taking = (runMs: number, cleanUpMs = 0): MeasuredStep => ({
  run: () => time.pause(runMs),
  cleanUp: () => time.pause(cleanUpMs),
});

/** The whole schedule on a clock that jumps from timer to timer. */
async function run(schedule: Schedule, stepOf: (index: number) => MeasuredStep): Promise<Sample[]> {
  const running = runOpenLoop(schedule, stepOf, time);
  running.catch(() => {});
  await vi.runAllTimersAsync();
  return running;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('runOpenLoop', () => {
  it('starts on schedule, whatever is still under way', async () => {
    const samples = await run({ count: 4, intervalMs: 10, lanes: 10 }, () => taking(25));
    expect(samples).toEqual([
      { intendedMs: 0, startedMs: 0, endedMs: 25, lateMs: 0 },
      { intendedMs: 10, startedMs: 10, endedMs: 35, lateMs: 0 },
      { intendedMs: 20, startedMs: 20, endedMs: 45, lateMs: 0 },
      { intendedMs: 30, startedMs: 30, endedMs: 55, lateMs: 0 },
    ]);
  });

  it('counts the wait behind a slow answer: a closed loop would have measured 1, 40, 1, 1, 1, 1', async () => {
    const samples = await run({ count: 6, intervalMs: 10, lanes: 1 }, (index) =>
      taking(index === 1 ? 40 : 1),
    );
    expect(samples.map(latencyOf)).toEqual([1, 40, 31, 22, 13, 4]);
    expect(samples.map(({ intendedMs, startedMs }) => startedMs - intendedMs)).toEqual([0, 0, 30, 21, 12, 3]);
  });

  it('tells how late it was itself, and does not take the server for it', async () => {
    const oversleeps: LoopTime = { ...time, pause: (ms) => time.pause(ms + (ms === 10 ? 35 : 0)) };
    const running = runOpenLoop({ count: 6, intervalMs: 10, lanes: 9 }, () => taking(1), oversleeps);
    await vi.runAllTimersAsync();
    const late = await running;
    expect(late.map(({ lateMs }) => lateMs)).toEqual([0, 35, 25, 15, 5, 0]);
    expect(late.map(latencyOf)).toEqual([1, 36, 26, 16, 6, 1]);

    const slow = await run({ count: 6, intervalMs: 10, lanes: 1 }, (index) => taking(index === 1 ? 40 : 1));
    expect(slow.map(({ lateMs }) => lateMs)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('keeps the clean-up in its lane, and out of the latency', async () => {
    const samples = await run({ count: 3, intervalMs: 1, lanes: 1 }, () => taking(5, 20));
    expect(samples.map(({ startedMs, endedMs }) => [startedMs, endedMs])).toEqual([
      [0, 5],
      [25, 30],
      [50, 55],
    ]);
  });

  it('has no more under way than there are lanes', async () => {
    let underway = 0;
    let most = 0;
    const counting: MeasuredStep = {
      async run() {
        underway += 1;
        most = Math.max(most, underway);
        await time.pause(50);
      },
      async cleanUp() {
        underway -= 1;
      },
    };
    await run({ count: 20, intervalMs: 1, lanes: 3 }, () => counting);
    expect(most).toBe(3);
  });

  it.each([1, 5])(
    'starts nothing after a failure, and waits for what is under way (%d lanes)',
    async (lanes) => {
      const ended: number[] = [];
      const stepOf = (index: number): MeasuredStep => ({
        async run() {
          await time.pause(index === 0 ? 100 : 5);
          if (index === 1) throw new Error('answered 500');
          ended.push(index);
        },
        cleanUp: () => Promise.resolve(),
      });
      await expect(run({ count: 9, intervalMs: 10, lanes }, stepOf)).rejects.toThrow('answered 500');
      expect(ended).toEqual([0]);
    },
  );

  it('fails when a clean-up does', async () => {
    const step: MeasuredStep = {
      run: () => time.pause(1),
      cleanUp: () => Promise.reject(new Error('still there')),
    };
    await expect(run({ count: 2, intervalMs: 10, lanes: 2 }, () => step)).rejects.toThrow('still there');
  });
});
