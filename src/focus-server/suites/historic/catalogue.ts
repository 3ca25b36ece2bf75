/** Which recordings are listed: those that ended, and the one that goes on. */
import assert from 'node:assert/strict';
import { openAdmin } from '../support/admin.ts';
import type { FocusBuilder } from '../support/context.ts';
import { lastDays, listRecordings, STILL_RECORDING } from '../support/recordings.ts';

const DAY_MS = 86_400_000;
const DAYS = 14;
const SECOND_MS = 1000;

export function defineCatalogueTests({ test }: FocusBuilder): void {
  test(
    'recordings are listed newest first, with -1 as the end of one that goes on',
    { xray: 'PZ-465' },
    async (t) => {
      const listed = await listRecordings(t, lastDays(t, DAYS));
      if (listed.length === 0) t.skip(`nothing was recorded in the last ${DAYS} days`);
      const now = t.epoch() / SECOND_MS;
      for (const [index, [start, end]] of listed.entries()) {
        const text = `recording ${start} to ${end}`;
        const before = listed[index - 1]?.[0] ?? start;
        assert.ok(start <= before, `${text} is listed after one that began at ${before}`);
        assert.ok(start <= now, `${text} begins in the future`);
        if (end === STILL_RECORDING)
          assert.ok(now - start < DAY_MS / SECOND_MS, `${text} is listed as going on after more than a day`);
        else assert.ok(start < end && end <= now, `${text} ends before it begins, or in the future`);
      }
    },
  );

  test('exactly the recordings are listed that can be played back', { xray: 'PZ-466' }, async (t) => {
    const admin = openAdmin(t) ?? t.skip('only the reference server tells what its catalogue holds');
    const known = await admin.recordings();
    const staleBefore = t.epoch() - DAY_MS;
    const playable = known.filter(
      ({ deleted, startMs, endMs }) => !deleted && (endMs !== null || startMs >= staleBefore),
    );
    assert.ok(playable.length > 0 && playable.length < known.length, 'the catalogue has both kinds');
    const oldest = Math.min(...known.map(({ startMs }) => startMs)) / SECOND_MS;
    const listed = await listRecordings(t, { start: Math.floor(oldest), end: lastDays(t, 0).end });
    assert.deepEqual(
      listed.filter(([start]) => start >= oldest),
      playable.map(({ startMs, endMs }) => [
        startMs / SECOND_MS,
        endMs === null ? STILL_RECORDING : endMs / SECOND_MS,
      ]),
    );
  });

  test('a range lists what overlaps it and nothing else', { xray: 'PZ-467' }, async (t) => {
    const all = await listRecordings(t, lastDays(t, DAYS));
    const [start, end] =
      all.find(([from, to]) => to !== STILL_RECORDING && to - from >= 3) ??
      t.skip(`no recording has ended in the last ${DAYS} days`);
    const overlap = { start: Math.ceil(start) + 1, end: Math.ceil(start) + 2 };
    const listed = await listRecordings(t, overlap);
    const wanted = all.filter(
      ([from, to]) => from < overlap.end && (to === STILL_RECORDING || to > overlap.start),
    );
    assert.deepEqual(listed, wanted, `recordings that overlap a second of ${start} to ${end}`);
  });
}
