/** Nothing is left of a job: the server does not know it, and neither do the queues, the windows and the cluster. */
import assert from 'node:assert/strict';
import type { Kubernetes } from '../../client/kubernetes.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { openAdmin } from './admin.ts';
import { expectRefused } from './answers.ts';
import { openCluster } from './cluster.ts';
import type { FocusTest } from './context.ts';
import { cleanupLimit, FORGOTTEN } from './release.ts';
import { focusServer } from './server.ts';

/** As far as this environment lets us look. */
export async function expectNothingLeft(t: FocusTest, jobs: readonly ConfigureResponse[]): Promise<void> {
  const { client } = await t.use(focusServer);
  const ids = jobs.map((job) => job.job_id);
  const admin = openAdmin(t);
  const cluster = openCluster(t);
  await t.eventually(
    'nothing is left of the jobs',
    async () => {
      for (const id of ids) expectRefused(await client.metadata(id), FORGOTTEN);
      const state = await admin?.state();
      const queues = state?.queues.map(({ jobId }) => jobId) ?? [];
      const living = state?.jobs.map(({ id }) => id) ?? [];
      const objects = cluster === null ? [] : await listObjects(cluster);
      assert.deepEqual(
        [...queues, ...living].filter((id) => ids.includes(id)),
        [],
        'jobs and queues of the server',
      );
      assert.deepEqual(
        objects.filter((name) => ids.some((id) => name.endsWith(`-${id}`))),
        [],
        'objects of the cluster',
      );
      const used = state?.windows.used ?? [];
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

async function listObjects(cluster: Kubernetes): Promise<readonly string[]> {
  const listed = await Promise.all([cluster.listJobs(), cluster.listServices()]);
  return listed.flat().map(({ name }) => name);
}
