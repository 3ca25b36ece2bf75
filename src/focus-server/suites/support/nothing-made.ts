/** What a refused request must not do: make a job. */
import assert from 'node:assert/strict';
import type { FocusTest } from './context.ts';
import { openTraces } from './traces.ts';

/** Where others use the server too, it takes a moment in which they start nothing. */
const SHARED_ROUNDS = 10;

/** Asserts that `refuse`, which makes requests that are refused, leaves no job, as far as we may look. */
export async function expectNothingMade(t: FocusTest, refuse: () => Promise<void>): Promise<void> {
  const traces = openTraces(t);
  if (traces.places.length === 0) {
    t.log('this environment does not tell which jobs there are');
    return refuse();
  }
  const rounds = t.target.environment.hasAdmin ? 1 : SHARED_ROUNDS;
  let made: readonly string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = new Set((await traces.list()).map(({ jobId }) => jobId));
    await refuse();
    made = (await traces.list())
      .filter(({ jobId }) => !before.has(jobId))
      .map(({ jobId, what }) => `${what} of ${jobId}`);
    if (made.length === 0) return;
  }
  assert.deepEqual(made, [], 'made by requests that were refused');
}
