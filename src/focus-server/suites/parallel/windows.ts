/** Which windows investigations are given. */
import assert from 'node:assert/strict';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { openAdmin } from '../support/admin.ts';
import type { FocusBuilder } from '../support/context.ts';
import { windowOf } from '../support/leaks.ts';
import { releaseJobs } from '../support/server.ts';
import { liveRequest } from '../support/requests.ts';
import { startConcurrently } from '../support/concurrent.ts';
import { needWindows } from '../support/context.ts';

const COUNT = 4;
/** Of those that were given, by its place. */
const ENDED = 1;
const BODY = liveRequest({ channels: { min: 1, max: 6 } });

export function defineWindowTests({ test }: FocusBuilder): void {
  test('investigations are given the lowest windows that are free', { xray: 'PZ-543' }, async (t) => {
    needWindows(t, COUNT);
    // Elsewhere windows come and go with the investigations of others.
    const admin = openAdmin(t) ?? t.skip('only the reference server is ours alone');
    const used = new Set((await admin.state()).windows.used);
    const free: number[] = [];
    for (let window = 1; free.length < COUNT; window += 1) if (!used.has(window)) free.push(window);

    const { responses, wallMs } = await startConcurrently(
      t,
      free.map(() => BODY),
    );
    t.record('wallMs', wallMs);
    expectAtMost(responses, free, 'investigations that started together');

    const given = responses.map(({ job_id: id }) => windowOf(id)).sort((one, other) => one - other);
    await releaseJobs(
      t,
      responses.filter(({ job_id: id }) => windowOf(id) === given[ENDED]),
    );
    const again = await startConcurrently(t, [BODY]);
    expectAtMost(again.responses, given.slice(ENDED), 'an investigation after another has ended');
  });
}

/** Lower ones are as good: the window of an earlier investigation may have become free meanwhile. */
function expectAtMost(responses: readonly ConfigureResponse[], free: readonly number[], what: string): void {
  const windows = responses.map(({ job_id: id }) => windowOf(id)).sort((one, other) => one - other);
  const isLowest = windows.every((window, index) => window <= (free[index] ?? 0));
  assert.ok(isLowest, `windows of ${what}: ${windows.join(', ')}; free were ${free.join(', ')}`);
}
