/** The query for the recordings of a time range, straight to MongoDB: what the server itself asks. */
import assert from 'node:assert/strict';
import type { FocusTest } from '../support/context.ts';
import { lastDays, listRecordings } from '../support/recordings.ts';
import type { MeasuredOperation, Rehearsal } from './operation.ts';

const DAYS = 1;
const TIMEOUT_MS = 4000;
/** Recordings that the server still knows at the other end of a request. */
const SECOND_MS = 1000;

export const mongoQuery: MeasuredOperation = {
  title: 'MongoDB query',
  slug: 'mongo-query',
  xray: { quick: 'PZ-702', full: 'PZ-712' },
  targetMs: 50,
  slaMs: 100,
  samples: 100,
  leastIntervalMs: 20,
  isAlone: true,
  open: rehearse,
};

async function rehearse(t: FocusTest): Promise<Rehearsal> {
  const mongo = t.target.environment.mongo ?? t.skip('the catalogue of this environment cannot be reached');
  // The driver is large, and no other test of the suites needs it.
  const { openCatalogue } = await import('../../catalogue/open-catalogue.ts');
  const catalogue = openCatalogue({ ...mongo, now: () => t.epoch(), timeoutMs: TIMEOUT_MS });
  t.defer(() => catalogue.close());
  const days = lastDays(t, DAYS);
  const range = { startMs: days.start * 1000, endMs: days.end * 1000 };

  // The figures of another database would say nothing about this server.
  const found = (await catalogue.recordingsInRange(range)).filter(({ endMs }) => endMs !== null);
  if (found.length === 0) t.skip('the catalogue has no recording of the last day that has ended');
  const listed = (await listRecordings(t, days)).map(([start]) => start * 1000);
  const missing = found.filter(
    ({ startMs }) => !listed.some((listedMs) => Math.abs(listedMs - startMs) < SECOND_MS),
  );
  assert.equal(
    missing.length,
    0,
    `${missing.length} of ${found.length} recordings are not listed by the server`,
  );

  return {
    holdsWindow: false,
    prepare: async () => ({
      async run() {
        const recordings = await catalogue.recordingsInRange(range);
        assert.ok(recordings.length >= found.length, `only ${recordings.length} recordings were found`);
      },
      cleanUp: () => Promise.resolve(),
    }),
  };
}
