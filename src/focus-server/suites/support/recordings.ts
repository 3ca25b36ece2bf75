/** Recordings that tests may play back. */
import type { RecordingsResponse } from '../../contract/responses.ts';
import { recordingsResponse } from '../../contract/responses.ts';
import { expectBody } from './answers.ts';
import type { FocusTest } from './context.ts';
import type { HistoricRange } from './requests.ts';
import { focusServer } from './server.ts';

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
