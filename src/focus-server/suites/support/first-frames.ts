/** The beginning of every stream of a job. */
import assert from 'node:assert/strict';
import type { ConfigureResponse } from '../../contract/responses.ts';
import type { TimeRange } from '../../contract/stream-plan.ts';
import type { FocusTest } from './context.ts';
import { expectGoodFrames, readStreams } from './streams.ts';

/** What the server sends at once, without waiting for rows to come. */
const FRAMES = 3;

/** Asserts that each stream brings three good frames; `within`: where all row times must lie. The job ends with that. */
export async function expectFirstFrames(
  t: FocusTest,
  response: ConfigureResponse,
  within?: TimeRange,
): Promise<void> {
  const beganMs = t.now();
  const { streamMs } = t.target.environment.timeouts;
  const streams = await readStreams(t, response, { frames: FRAMES, deadlineMs: streamMs });
  t.record('framesMs', t.now() - beganMs);
  expectGoodFrames(streams, response, within);
  for (const [id, frames] of streams.entries()) assert.equal(frames.length, FRAMES, `frames of stream ${id}`);
}
