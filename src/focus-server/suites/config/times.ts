import assert from 'node:assert/strict';
import { NO_RECORDING } from '../../contract/errors.ts';
import type { FocusBuilder } from '../support/context.ts';
import { startAsPlanned, expectOnlyRefused } from '../support/configure.ts';
import { findPast, lastDays, listRecordings } from '../support/recordings.ts';
import { historicRequest, liveRequest, without, type HistoricRange } from '../support/requests.ts';

/** Epoch seconds of some minute long ago. */
const SOME_TIME = 1_700_000_000;
const SECONDS = 30;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

const REFUSED = [
  {
    name: 'a start without an end',
    xray: 'PZ-220',
    times: { start_time: SOME_TIME, end_time: null },
    says: ['both'],
  },
  {
    name: 'an end without a start',
    xray: 'PZ-221',
    times: { start_time: null, end_time: SOME_TIME },
    says: ['both'],
  },
  {
    name: 'an end that is the start',
    xray: 'PZ-222',
    times: { start_time: SOME_TIME, end_time: SOME_TIME },
    says: ['end_time'],
  },
  {
    name: 'an end before the start',
    xray: 'PZ-223',
    times: { start_time: SOME_TIME, end_time: SOME_TIME - 60 },
    says: ['end_time'],
  },
];

export function defineTimeTests({ test }: FocusBuilder): void {
  for (const { name, xray, times, says } of REFUSED)
    test(`${name} is refused`, { xray }, async (t) => {
      await expectOnlyRefused(t, { body: liveRequest(times) }, { status: 400, says });
    });

  test('a range of the future has no recording', { xray: 'PZ-224' }, async (t) => {
    const start = lastDays(t, 0).end + YEAR_SECONDS;
    const range: HistoricRange = { start, end: start + SECONDS };
    const says = [new RegExp(`^${NO_RECORDING}$`)];
    await expectOnlyRefused(t, { body: historicRequest(range) }, { status: 404, says });
    assert.deepEqual(await listRecordings(t, range), [], 'recordings of the future');
  });

  test('a range before all recordings has none', { xray: 'PZ-225' }, async (t) => {
    const body = historicRequest({ start: 0, end: SECONDS });
    await expectOnlyRefused(t, { body }, { status: 404, says: [new RegExp(`^${NO_RECORDING}$`)] });
  });

  test('a range within a recording is taken', { xray: 'PZ-226' }, async (t) => {
    await startAsPlanned(t, historicRequest(await findPast(t, SECONDS)));
  });

  test('without any time a job is live', { xray: 'PZ-227' }, async (t) => {
    await startAsPlanned(t, without(without(liveRequest(), 'start_time'), 'end_time'));
  });
}
