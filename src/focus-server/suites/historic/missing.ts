/** Times of which there is no recording. */
import { NO_RECORDING } from '../../contract/errors.ts';
import { openAdmin } from '../support/admin.ts';
import type { FocusBuilder, FocusTest } from '../support/context.ts';
import { findPast, lastDays, listRecordings } from '../support/recordings.ts';
import { expectOnlyRefused } from '../support/configure.ts';
import { historicRequest, type HistoricRange } from '../support/requests.ts';

const SECONDS = 10;
const DAY_SECONDS = 86_400;
const DAYS = 14;
/** 2000-01-01. */
const LONG_AGO = 946_684_800;

const TIMES: readonly { when: string; find: (t: FocusTest) => Promise<HistoricRange>; xray: string }[] = [
  { when: 'long ago', find: async () => rangeFrom(LONG_AGO), xray: 'PZ-460' },
  { when: 'tomorrow', find: async (t) => rangeFrom(lastDays(t, 0).end + DAY_SECONDS), xray: 'PZ-461' },
  { when: 'between two recordings', find: findGap, xray: 'PZ-462' },
  { when: 'of a deleted recording', find: findDeleted, xray: 'PZ-463' },
];

export function defineMissingTests({ test }: FocusBuilder): void {
  for (const { when, find, xray } of TIMES)
    test(`a range ${when} is refused with 404`, { xray }, async (t) => {
      const neighbour = historicRequest(await findPast(t, SECONDS));
      const body = historicRequest(await find(t));
      await expectOnlyRefused(t, { body, neighbour }, { status: 404, says: [NO_RECORDING] });
    });
}

function rangeFrom(start: number): HistoricRange {
  return { start, end: start + SECONDS };
}

async function findGap(t: FocusTest): Promise<HistoricRange> {
  const listed = await listRecordings(t, lastDays(t, DAYS));
  for (const [index, [start]] of listed.entries()) {
    const before = rangeFrom(Math.floor(start) - SECONDS - 1);
    const isFree = listed.slice(index + 1).every(([, end]) => end >= 0 && end < before.start);
    if (index + 1 < listed.length && isFree) return before;
  }
  return t.skip(`the recordings of the last ${DAYS} days have no gap`);
}

async function findDeleted(t: FocusTest): Promise<HistoricRange> {
  const admin = openAdmin(t) ?? t.skip('only the reference server tells which recordings are deleted');
  const known = await admin.recordings();
  // A recording that began days ago and has no end was broken off: it covers nothing.
  const staleBefore = t.epoch() - DAY_SECONDS * 1000;
  const kept = known.filter(
    ({ deleted, startMs, endMs }) => !deleted && (endMs !== null || startMs >= staleBefore),
  );
  for (const { startMs, endMs, deleted } of known) {
    const range = rangeFrom(Math.ceil(startMs / 1000));
    if (!deleted || endMs === null || range.end * 1000 > endMs) continue;
    const isAlone = kept.every((other) => other.startMs >= endMs || (other.endMs ?? endMs) <= startMs);
    if (isAlone) return range;
  }
  throw new Error('the catalogue has no deleted recording without another one at the same time');
}
