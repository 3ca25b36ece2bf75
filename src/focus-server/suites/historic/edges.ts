/** Ranges beside each other, and over the edges of recordings. */
import assert from 'node:assert/strict';
import type { RecordingsResponse } from '../../contract/responses.ts';
import type { FocusBuilder, FocusTest } from '../support/context.ts';
import {
  findPast,
  lastDays,
  listRecordings,
  STILL_RECORDING,
  countRows,
  expectWholeRange,
  playBack,
} from '../support/recordings.ts';
import { historicRequest, type HistoricRange } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectGoodFrames } from '../support/streams.ts';

const SECONDS = 10;
const DAYS = 14;
const CHANNELS = { min: 1, max: 6 };

const EDGES = [
  { edge: 'start', xray: 'PZ-456' },
  { edge: 'end', xray: 'PZ-457' },
] as const;

export function defineEdgeTests({ test }: FocusBuilder): void {
  test('two ranges beside each other bring neither a row twice nor a gap', { xray: 'PZ-455' }, async (t) => {
    const server = await t.use(focusServer);
    const { start, end } = await findPast(t, 2 * SECONDS);
    const middle = start + SECONDS;
    const ranges = [
      { start, end: middle },
      { start: middle, end },
    ];
    const played = await Promise.all(
      ranges.map(async (range) => {
        const response = await server.start(historicRequest(range, { channels: CHANNELS }));
        return { range, response, streams: await playBack(t, response) };
      }),
    );
    for (const { streams, response, range } of played) expectWholeRange(streams, response, range);
    const times = played.flatMap(
      ({ streams }) => streams[0]?.flatMap(({ frame }) => frame.timestampsMs) ?? [],
    );
    const linesDt = played[0]?.response.lines_dt ?? Number.NaN;
    const wanted = Array.from({ length: countRows({ start, end }, linesDt) }, (_, row) =>
      Math.round((start + row * linesDt) * 1000),
    );
    assert.deepEqual(times, wanted, 'times of the rows of both');
  });

  for (const { edge, xray } of EDGES)
    test(`a range over the ${edge} of a recording brings the part that was recorded`, { xray }, async (t) => {
      const server = await t.use(focusServer);
      const { range, recorded } = await findEdge(t, edge);
      const response = await server.start(historicRequest(range, { channels: CHANNELS }));
      const streams = await playBack(t, response);
      expectGoodFrames(streams, response, { startMs: recorded.start * 1000, endMs: recorded.end * 1000 });
      const rowCount = countRows(recorded, response.lines_dt);
      for (const [id, arrived] of streams.entries()) {
        const rows = arrived.reduce((sum, { frame }) => sum + frame.rows.length, 0);
        // The edge may lie between two rows.
        assert.ok(Math.abs(rows - rowCount) <= 1, `stream ${id} brought ${rows} rows, not ${rowCount}`);
      }
    });

  test('a recording that goes on can be played back already', { xray: 'PZ-458' }, async (t) => {
    const server = await t.use(focusServer);
    const now = Math.floor(t.epoch() / 1000);
    const [began] =
      (await listRecordings(t, lastDays(t, 1))).find(
        ([from, to]) => to === STILL_RECORDING && Math.ceil(from) + SECONDS < now,
      ) ?? t.skip(`nothing has been recorded for the last ${SECONDS} s`);
    const start = Math.ceil(began);
    const range = { start, end: start + SECONDS };
    const response = await server.start(historicRequest(range, { channels: CHANNELS }));
    expectWholeRange(await playBack(t, response), response, range);
  });
}

/** Half of the range is recorded, and nothing is for its other half. */
async function findEdge(
  t: FocusTest,
  edge: 'start' | 'end',
): Promise<{ readonly range: HistoricRange; readonly recorded: HistoricRange }> {
  const all = await listRecordings(t, lastDays(t, DAYS));
  for (const [start, end] of all) {
    if (end === STILL_RECORDING || end - start < SECONDS) continue;
    const at = edge === 'start' ? start : end;
    const range = { start: Math.floor(at) - SECONDS, end: Math.ceil(at) + SECONDS };
    const recorded = edge === 'start' ? { start: at, end: range.end } : { start: range.start, end: at };
    if (countOverlaps(all, range) === 1) return { range, recorded };
  }
  return t.skip(`no recording of the last ${DAYS} days has an ${edge} with nothing beside it`);
}

function countOverlaps(all: RecordingsResponse, range: HistoricRange): number {
  return all.filter(([start, end]) => start < range.end && (end === STILL_RECORDING || end > range.start))
    .length;
}
