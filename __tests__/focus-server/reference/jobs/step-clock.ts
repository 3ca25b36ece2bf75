import type { Clock } from '../../../../src/model/clock.ts';

export interface StepClock extends Clock {
  /** Lets time pass; what falls due is called in its order, at its time. */
  advance(ms: number): void;
  /** Callbacks that still wait. */
  waiting(): number;
}

export function createStepClock(startMs = 0): StepClock {
  let nowMs = startMs;
  const timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();
  const next = () => [...timers].sort((a, b) => a.dueMs - b.dueMs)[0];
  return {
    now: () => nowMs,
    waiting: () => timers.size,
    after(ms, callback) {
      const timer = { dueMs: nowMs + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const endMs = nowMs + ms;
      for (let timer = next(); timer && timer.dueMs <= endMs; timer = next()) {
        timers.delete(timer);
        nowMs = timer.dueMs;
        timer.callback();
      }
      nowMs = endMs;
    },
  };
}
