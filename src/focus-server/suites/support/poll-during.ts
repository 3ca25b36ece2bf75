/** Requests that go on while something else is under way. */
import assert from 'node:assert/strict';
import type { Exchange } from '../../client/exchange.ts';
import type { FocusTest } from './context.ts';

export interface Poll {
  /** For the message when it gets no answer. */
  readonly what: string;
  /** Milliseconds between the end of one and the next. */
  readonly everyMs: number;
  /** Milliseconds after which the work is given up. */
  readonly deadlineMs: number;
  readonly ask: () => Promise<Exchange>;
}

export interface Polled<T> {
  readonly value: T;
  /** At least one. */
  readonly answers: readonly Exchange[];
}

/** Rejects when the work does, or when a request got no answer. */
export async function pollDuring<T>(t: FocusTest, work: Promise<T>, poll: Poll): Promise<Polled<T>> {
  const { what, everyMs, deadlineMs, ask } = poll;
  const answers: Exchange[] = [];
  const failures: string[] = [];
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  void work.then(end, end);
  await t.eventually(
    `${what} until the end`,
    async () => {
      try {
        answers.push(await ask());
      } catch (error) {
        failures.push(String(error));
      }
      return isOver;
    },
    { deadlineMs, everyMs },
  );
  const value = await work;
  assert.deepEqual(failures, [], what);
  return { value, answers };
}
