/** Recordings that tests may play back, and what playing one back must bring: the whole range, and nothing else. */
import assert from 'node:assert/strict';
import type { ArrivedFrame } from '../../client/stream-client.ts';
import { recordingsResponse } from '../../contract/responses.ts';
import type { RecordingsResponse, ConfigureResponse } from '../../contract/responses.ts';
import { expectBody } from './answers.ts';
import type { FocusTest } from './context.ts';
import { deferRelease, focusServer } from './server.ts';
import type { HistoricRange } from './requests.ts';
import { expectGoodFrames, readStreams } from './streams.ts';

const DAY_SECONDS = 24 * 60 * 60;
/** What /recordings_in_time_range answers as the end of one that goes on. */
export const STILL_RECORDING = -1;

/** The last days until now. */
export function lastDays(t: FocusTest, days: number): HistoricRange {
  const end = Math.floor(t.epoch() / 1000);
  return { start: end - days * DAY_SECONDS, end };
}

/** As the server lists them. */
export async function listRecordings(
  t: FocusTest,
  { start, end }: HistoricRange,
): Promise<RecordingsResponse> {
  const { client } = await t.use(focusServer);
  const exchange = await client.recordings({ startTime: start, endTime: end });
  t.record('recordingsMs', exchange.durationMs);
  return expectBody(exchange, recordingsResponse);
}

/** The first `seconds` of a recording of the last `days` (14) that has ended; the test is skipped where there is none. */
export async function findPast(t: FocusTest, seconds: number, days = 14): Promise<HistoricRange> {
  for (const [from, to] of await listRecordings(t, lastDays(t, days))) {
    const start = Math.ceil(from);
    if (to !== STILL_RECORDING && start + seconds <= to) return { start, end: start + seconds };
  }
  return t.skip(`the catalogue has no recording of ${seconds} s in the last ${days} days`);
}

/** Times are whole milliseconds. */
const ROUNDING_MS = 1;
/** Of a row: quotients of decimal fractions are not exact. */
const EPSILON = 1e-6;

/** Rows every `linesDt` seconds, from the start on and before the end. */
export function countRows({ start, end }: HistoricRange, linesDt: number): number {
  return Math.ceil((end - start) / linesDt - EPSILON);
}

/** Reads all streams until the server ends them, index = stream id. The job is gone when the test is over. */
export async function playBack(t: FocusTest, response: ConfigureResponse): Promise<ArrivedFrame[][]> {
  await deferRelease(t, [response]);
  const { streamMs, requestMs } = t.target.environment.timeouts;
  return readStreams(t, response, { deadlineMs: streamMs + requestMs });
}

/** Every row of the range in every stream, from the first to the last. */
export function expectWholeRange(
  streams: readonly (readonly ArrivedFrame[])[],
  response: ConfigureResponse,
  range: HistoricRange,
): void {
  const within = { startMs: range.start * 1000, endMs: range.end * 1000 };
  const { lines_dt: linesDt } = response;
  const rowCount = countRows(range, linesDt);
  expectGoodFrames(streams, response, within);
  for (const [id, arrived] of streams.entries()) {
    const indexes = arrived.flatMap(({ frame }) => frame.rowIndexes);
    const times = arrived.flatMap(({ frame }) => frame.timestampsMs);
    assert.equal(indexes.length, rowCount, `rows of stream ${id}`);
    assert.equal(indexes[0], 0, `first row_index of stream ${id}`);
    expectTime(`first row of stream ${id}`, times[0], within.startMs);
    expectTime(`last row of stream ${id}`, times.at(-1), within.startMs + (rowCount - 1) * linesDt * 1000);
  }
}

/** Something was heard: values that are all alike are no recording of a fibre. */
export function expectSignal(streams: readonly (readonly ArrivedFrame[])[]): void {
  for (const [id, arrived] of streams.entries())
    for (const [index, { frame }] of arrived.entries()) {
      const { maximum, minimum } = frame;
      assert.ok(maximum > minimum, `frame ${index} of stream ${id}: every value is ${maximum}`);
    }
}

function expectTime(what: string, actual: number | undefined, wanted: number): void {
  const isRight = actual !== undefined && Math.abs(actual - wanted) <= ROUNDING_MS;
  assert.ok(isRight, `${what} is stamped ${actual} ms, not ${wanted}`);
}
