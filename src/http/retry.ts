/** Trying again: as often as it is worth it, and never waiting longer than the budget. */
import { setTimeout as wait } from 'node:timers/promises';
import { Stopped } from './deadline.ts';

export interface RetryPlan {
  /** At most so many, the first included. */
  readonly tries: number;
  /** Seconds until the next try after the `tried`-th; null when another would end the same. */
  readonly waitAfter: (error: unknown, tried: number) => number | null;
  /** False: that long nobody wants to wait. */
  readonly mayWait?: (seconds: number) => boolean;
  /** Milliseconds that stand for a second of waiting. */
  readonly secondMs?: number;
  readonly signal: AbortSignal;
}

/** Rejects with the last error, and with Stopped when the signal has fired. */
export async function retry<Result>(work: () => Promise<Result>, plan: RetryPlan): Promise<Result> {
  const { tries, waitAfter, mayWait = () => true, secondMs = 1000, signal } = plan;
  for (let tried = 1; ; tried += 1) {
    if (signal.aborted) throw new Stopped();
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw new Stopped();
      const seconds = tried < tries ? waitAfter(error, tried) : null;
      if (seconds === null || !mayWait(seconds)) throw error;
      await wait(seconds * secondMs, undefined, { signal }).catch(() => null);
    }
  }
}

/** Grants waits as long as all of them together take no more than so many seconds. */
export function createWaitBudget(seconds: number): (wait: number) => boolean {
  let left = seconds;
  return (asked) => {
    // Who asks for no wait at all must not be asked again for ever.
    const cost = Math.max(asked, 1);
    if (cost > left) return false;
    left -= cost;
    return true;
  };
}

const SECONDS = /^\d+(?:\.\d+)?$/;
const HTTP_DATE = /^[A-Z][a-z]{2,8}, .{10,30} GMT$/;

/**
 * Seconds that an answer asks to wait in `Retry-After`, as a number or as a date; null when it does not say. The date
 * counts from the answer's own `Date`, so that no clock but the server's matters.
 */
export function readRetryAfter(headers: Pick<Headers, 'get'>): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (SECONDS.test(text)) return Number(text);
  const seconds = (parseDate(text) - parseDate(headers.get('date') ?? '')) / 1000;
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}

const parseDate = (text: string): number => (HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN);
