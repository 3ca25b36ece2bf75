/** The streams of a job, read and checked frame by frame. */
import { errorText } from '../../../kit/error-text.ts';
import assert from 'node:assert/strict';
import { openStream } from '../../client/stream-client.ts';
import type { ArrivedFrame, FrameStream } from '../../client/stream-client.ts';
import { checkFrames, expectFrames } from '../../contract/check-frames.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import type { TimeRange } from '../../contract/stream-plan.ts';
import type { FocusFixture, FocusTest } from './context.ts';

/** Reading ends with whichever comes first; without both, at the end of the stream. */
interface FrameLimit {
  readonly frames?: number;
  /** The first frame that arrives so many milliseconds after reading began is the last one. */
  readonly lastingMs?: number;
}

interface ReadLimit extends FrameLimit {
  /** Milliseconds; reading fails when that is over first. */
  readonly deadlineMs: number;
}

/**
 * All streams of the job at once; index = stream id. Rejects when one breaks. None is closed before all were read: a
 * server ends a job when its last client leaves.
 */
export async function readStreams(
  context: FocusFixture,
  response: ConfigureResponse,
  limit: ReadLimit,
): Promise<ArrivedFrame[][]> {
  const streams = openStreams(context, response, limit.deadlineMs);
  try {
    return await readAll(context, streams, limit);
  } finally {
    for (const stream of streams) stream.close();
  }
}

/** All streams of the job, closed when the test is over; index = stream id. */
export function openStreams(
  context: FocusFixture,
  response: ConfigureResponse,
  deadlineMs: number,
): readonly FrameStream[] {
  const ids = Array.from({ length: response.stream_amount }, (_, id) => id);
  return ids.map((streamId) => openJobStream(context, response, { streamId, deadlineMs }));
}

/** The next frames of each stream; they stay open. */
export function readAll(
  context: FocusFixture,
  streams: readonly FrameStream[],
  limit: FrameLimit,
): Promise<ArrivedFrame[][]> {
  return Promise.all(streams.map((stream) => readFrames(context, stream[Symbol.asyncIterator](), limit)));
}

/** Closed when the test is over. */
export function openJobStream(
  context: FocusFixture,
  response: ConfigureResponse,
  { streamId, deadlineMs }: { readonly streamId: number; readonly deadlineMs: number },
): FrameStream {
  const stream = openStream({
    url: context.target.environment.streamHost ?? response.stream_url,
    port: response.stream_port,
    streamId,
    deadlineMs,
    signal: context.signal,
    now: () => context.now(),
  });
  context.defer(() => stream.close());
  return stream;
}

/** The next frames of a stream, which stays open: leaving a loop over it would close it. */
export async function readFrames(
  context: FocusFixture,
  frames: AsyncIterator<ArrivedFrame>,
  limit: FrameLimit,
): Promise<ArrivedFrame[]> {
  const arrived: ArrivedFrame[] = [];
  const endMs = context.now() + (limit.lastingMs ?? Number.POSITIVE_INFINITY);
  try {
    while (arrived.length !== limit.frames && !((arrived.at(-1)?.arrivedMs ?? 0) >= endMs)) {
      const next = await frames.next();
      if (next.done === true) break;
      arrived.push(next.value);
    }
  } catch (error) {
    throw new Error(`${errorText(error)}, after ${arrived.length} frames`, { cause: error });
  }
  return arrived;
}

/** Shapes, order, times and values of what a stream brought; `within`: where all row times must lie. */
export function expectGoodFrames(
  streams: readonly (readonly ArrivedFrame[])[],
  response: ConfigureResponse,
  within?: TimeRange,
): void {
  for (const [id, arrived] of streams.entries()) {
    const expected = expectFrames(response, id);
    assert.ok(expected !== null, `no channel is mapped to stream ${id}`);
    const problems = checkFrames(
      arrived.map(({ frame }) => frame),
      within === undefined ? expected : { ...expected, within },
    );
    assert.deepEqual(problems, [], `stream ${id}`);
  }
}

/**
 * A client that comes and leaves: what ends a job on a server that cannot cancel.
 * Until the first frame, or the deadline. Where that fails, the job is left to its lifetime, which is told.
 */
export async function connectAndLeave(
  context: FocusFixture,
  response: ConfigureResponse,
  deadlineMs: number,
): Promise<void> {
  try {
    const stream = openJobStream(context, response, { streamId: 0, deadlineMs });
    for await (const _ of stream) break;
  } catch (error) {
    context.log(`job ${response.job_id} is left to its lifetime: ${String(error)}`);
  }
}

/** What the server sends at once, without waiting for rows to come. */
const FIRST_FRAMES = 3;

/** Asserts that each stream brings three good frames; `within`: where all row times must lie. The job ends with that. */
export async function expectFirstFrames(
  t: FocusTest,
  response: ConfigureResponse,
  within?: TimeRange,
): Promise<void> {
  const beganMs = t.now();
  const { streamMs } = t.target.environment.timeouts;
  const streams = await readStreams(t, response, { frames: FIRST_FRAMES, deadlineMs: streamMs });
  t.record('framesMs', t.now() - beganMs);
  expectGoodFrames(streams, response, within);
  for (const [id, frames] of streams.entries())
    assert.equal(frames.length, FIRST_FRAMES, `frames of stream ${id}`);
}
