/** The limits of the contract for the catalogue: half of the times that were measured keep them, whatever else runs here. */
import { expect, it, onTestFinished } from 'vitest';
import { openCatalogue } from '../../../src/focus-server/catalogue/open-catalogue.ts';
import { seedCatalogue } from '../../../src/focus-server/reference/seed-catalogue.ts';
import { drawNumbers } from '../../../src/focus-server/reference/signal/mix-bits.ts';
import { openClient, startEndpoint } from '../mongo-endpoint/embedded.ts';

const NOW_MS = Date.UTC(2026, 2, 1);
const PING_MS = 100;
const QUERY_MS = 50;
const TIMES = 21;

async function measureMedian(act: () => Promise<unknown>): Promise<number> {
  const durations: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const startedMs = performance.now();
    await act();
    durations.push(performance.now() - startedMs);
  }
  return durations.toSorted((a, b) => a - b)[(TIMES - 1) / 2] ?? Number.NaN;
}

it('answers a ping within 100 ms and the query of a day within 50 ms', async () => {
  const endpoint = await startEndpoint();
  await seedCatalogue(openClient(endpoint.uri).db('prisma'), { random: drawNumbers(1), nowMs: NOW_MS });
  const catalogue = openCatalogue({ uri: endpoint.uri, now: () => NOW_MS });
  onTestFinished(() => catalogue.close());
  const day = { startMs: NOW_MS - 86_400_000, endMs: NOW_MS };
  expect((await catalogue.recordingsInRange(day)).length).toBeGreaterThan(0);
  expect(await measureMedian(() => catalogue.ping())).toBeLessThan(PING_MS);
  expect(await measureMedian(() => catalogue.recordingsInRange(day))).toBeLessThan(QUERY_MS);
});
