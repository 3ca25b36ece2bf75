/** Nothing is left of a job: the server does not know it, and neither do the queues, the windows and the cluster. */
import assert from 'node:assert/strict';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { openAdmin } from './admin.ts';
import { expectRefused } from './answers.ts';
import type { FocusTest } from './context.ts';
import { cleanupLimit, FORGOTTEN } from './release.ts';
import { focusServer } from './server.ts';
import { openTraces } from './traces.ts';

/** As far as this environment lets us look. */
export async function expectNothingLeft(t: FocusTest, jobs: readonly ConfigureResponse[]): Promise<void> {
  const { client } = await t.use(focusServer);
  const ids = jobs.map((job) => job.job_id);
  const traces = openTraces(t);
  const admin = openAdmin(t);
  await t.eventually(
    'nothing is left of the jobs',
    async () => {
      for (const id of ids) expectRefused(await client.metadata(id), FORGOTTEN);
      const left = (await traces.list()).filter(({ jobId }) => ids.includes(jobId));
      assert.deepEqual(
        left.map(({ jobId, what }) => `${what} of ${jobId}`),
        [],
        'what the jobs occupy',
      );
      const used = (await admin?.state())?.windows.used ?? [];
      assert.deepEqual(
        ids.map(windowOf).filter((window) => used.includes(window)),
        [],
        'windows in use',
      );
    },
    { deadlineMs: cleanupLimit(t) },
  );
}

/** The number before the dash of the id. */
export function windowOf(id: string): number {
  return Number(id.split('-', 1)[0]);
}
