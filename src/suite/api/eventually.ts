/** Waiting for something to become true, without sleeping for it. */
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { orAbort } from '../../kit/pool.ts';
import { Skipped } from '../errors.ts';
import type { Check, WaitOptions } from '../types/context.ts';

const DEFAULT_PAUSE_MS = 100;

/** It did not become true in time; `cause` is what the last check threw. */
export class NotEventually extends Error {
  override name = 'NotEventually';
}

/**
 * Checks until a check neither throws nor gives `false`; resolves with what it gave.
 * @throws NotEventually when the deadline passes; the signal's reason when that is aborted first
 */
export async function expectEventually<T>(
  what: string,
  check: Check<T>,
  wait: WaitOptions & { readonly signal?: AbortSignal | undefined },
): Promise<Exclude<T, false>> {
  const { deadlineMs, everyMs = DEFAULT_PAUSE_MS, signal: outer } = wait;
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(), deadlineMs);
  const signal = outer === undefined ? time.signal : AbortSignal.any([time.signal, outer]);
  let checks = 0;
  let last: unknown = null;
  try {
    for (;;) {
      checks += 1;
      const seen = await checkOnce(check, signal);
      if ('value' in seen) {
        if (seen.value !== false) return seen.value as Exclude<T, false>;
        last = new Error('it was false');
      } else if (!signal.aborted) last = seen.error;
      await delay(everyMs, undefined, { signal });
    }
  } catch (error) {
    if (error instanceof Skipped) throw error;
    if (outer?.aborted === true) throw outer.reason;
    throw new NotEventually(`${what}: not within ${deadlineMs} ms, ${describeLast(checks, last)}`, {
      cause: last,
    });
  } finally {
    clearTimeout(timer);
  }
}

async function checkOnce<T>(
  check: Check<T>,
  signal: AbortSignal,
): Promise<{ readonly value: T } | { readonly error: unknown }> {
  try {
    return { value: await orAbort((async () => check(signal))(), signal) };
  } catch (error) {
    if (error instanceof Skipped) throw error;
    return { error };
  }
}

function describeLast(checks: number, last: unknown): string {
  if (last === null) return 'the first check did not end';
  return `last of ${checks} checks: ${last instanceof Error ? last.message : inspect(last)}`;
}
