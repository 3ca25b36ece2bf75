/** Recordings are listed, and one of them is played back. */
import assert from 'node:assert/strict';
import { openAdmin } from '../support/admin.ts';
import { expectConfigured } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, expectPlanned } from '../support/plan.ts';
import { lastDays, listRecordings, STILL_RECORDING, findPast } from '../support/recordings.ts';
import { historicRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectFirstFrames } from '../support/streams.ts';

const DAYS = 14;

export function defineRecordingTests({ test }: FocusBuilder): void {
  test('recordings are listed newest first and overlap the range', { xray: 'PZ-109' }, async (t) => {
    const range = lastDays(t, DAYS);
    const recordings = await listRecordings(t, range);
    t.record('recordings', recordings.length);
    const starts = recordings.map(([start]) => start);
    assert.deepEqual(
      starts,
      starts.toSorted((one, other) => other - one),
      'start times',
    );
    for (const [start, end] of recordings) {
      const text = `recording ${start} to ${end}`;
      assert.ok(end === STILL_RECORDING || end > start, `${text} ends before it starts`);
      assert.ok(start <= range.end, `${text} starts after the range`);
      assert.ok(end === STILL_RECORDING || end >= range.start, `${text} ends before the range`);
    }
    assert.deepEqual(await listRecordings(t, { start: 0, end: 1 }), [], 'recordings of 1970');
  });

  test('recordings that were deleted are not listed, all others are', { xray: 'PZ-110' }, async (t) => {
    const admin = openAdmin(t) ?? t.skip('only the reference server tells which recordings are deleted');
    const known = (await admin.recordings()).filter(({ endMs }) => endMs !== null);
    if (!known.some(({ deleted }) => deleted)) t.skip('the catalogue has no deleted recording');
    const first = Math.min(...known.map(({ startMs }) => startMs)) / 1000;
    const listed = await listRecordings(t, { start: Math.floor(first), end: lastDays(t, 0).end });
    const ended = listed.filter(([start, end]) => end !== STILL_RECORDING && start >= first);
    assert.deepEqual(
      ended.map(([start]) => Math.round(start * 1000)),
      known.filter(({ deleted }) => !deleted).map(({ startMs }) => startMs),
      'start times of the recordings that have ended',
    );
  });
}

const SECONDS = 10;

export function defineHistoricTests({ test }: FocusBuilder): void {
  test('a historic job plays a recording back', { xray: 'PZ-111' }, async (t) => {
    const range = await findPast(t, SECONDS);
    const server = await t.use(focusServer);
    const body = historicRequest(range);
    const exchange = await server.configure(body);
    const response = expectConfigured(exchange);
    t.record('configureMs', exchange.durationMs);
    expectPlanned(response, body, await t.use(serverFacts));
    await expectFirstFrames(t, response, { startMs: range.start * 1000, endMs: range.end * 1000 });
  });
}
