import type { Clock } from '../../model/clock.ts';

export interface PollOptions {
  readonly clock: Clock;
  readonly everyMs: number;
  readonly withinMs: number;
  /** Ends the sentence "... did not ... within n s". */
  readonly what: string;
}

/** Resolves when `check` says true; rejects after `withinMs`, and when `check` rejects. */
export async function pollUntil(check: () => Promise<boolean>, options: PollOptions): Promise<void> {
  const { clock, everyMs, withinMs, what } = options;
  const deadlineMs = clock.now() + withinMs;
  while (!(await check())) {
    if (clock.now() >= deadlineMs) throw new Error(`${what} within ${withinMs / 1000} s`);
    await new Promise<void>((resolve) => void clock.after(everyMs, resolve));
  }
}
