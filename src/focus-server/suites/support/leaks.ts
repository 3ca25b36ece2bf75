/**
 * What jobs occupy in a server and its cluster, as far as this environment lets us look; and that nothing of it leaks:
 * not by a job that has ended, not by a request that was refused.
 */
import assert from 'node:assert/strict';
import type { Kubernetes } from '../../client/kubernetes.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { openAdmin } from './admin.ts';
import type { AdminState } from './admin.ts';
import { expectRefused } from './answers.ts';
import { openCluster } from './cluster.ts';
import { readFigure, scaleLimit } from './context.ts';
import type { FocusTest } from './context.ts';
import { FIGURES } from './figures.ts';
import { cleanupLimit, FORGOTTEN, releaseJobs, focusServer } from './server.ts';

const OBJECT = /^(?:grpc-job|cleanup-job|grpc-service)-(\d+-\d+)$/;

/** One thing that a job occupies. */
interface JobResource {
  readonly jobId: string;
  /** As in `grpc-service-3-17`, `queue grpc-job-3-17-0`, `window 3`. */
  readonly what: string;
}

interface ResourceView {
  /** Where it looks; empty where it cannot. */
  readonly places: readonly ('server' | 'cluster')[];
  list(): Promise<readonly JobResource[]>;
}

function openResources(t: FocusTest): ResourceView {
  const admin = openAdmin(t);
  const cluster = openCluster(t);
  return {
    places: [
      ...(admin === null ? [] : (['server'] as const)),
      ...(cluster === null ? [] : (['cluster'] as const)),
    ],
    list: async () => [
      ...(cluster === null ? [] : await listObjects(cluster)),
      ...(admin === null ? [] : listPlaces(await admin.state())),
    ],
  };
}

/** Objects of others, whatever they are called, are none of ours. */
async function listObjects(cluster: Kubernetes): Promise<JobResource[]> {
  const listed = await Promise.all([cluster.listJobs(), cluster.listServices()]);
  return listed.flat().flatMap(({ name }) => {
    const jobId = OBJECT.exec(name)?.[1];
    return jobId === undefined ? [] : [{ jobId, what: name }];
  });
}

function listPlaces({ jobs, queues }: AdminState): JobResource[] {
  return [
    ...jobs.map(({ id, window }) => ({ jobId: id, what: `window ${window}` })),
    ...queues.map(({ jobId, name }) => ({ jobId, what: `queue ${name}` })),
  ];
}

/** The server does not know the jobs, and neither do the queues, the windows and the cluster. */
export async function expectNothingLeft(t: FocusTest, jobs: readonly ConfigureResponse[]): Promise<void> {
  const { client } = await t.use(focusServer);
  const ids = jobs.map((job) => job.job_id);
  const resources = openResources(t);
  const admin = openAdmin(t);
  await t.eventually(
    'nothing is left of the jobs',
    async () => {
      for (const id of ids) expectRefused(await client.metadata(id), FORGOTTEN);
      const left = (await resources.list()).filter(({ jobId }) => ids.includes(jobId));
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

/** Where others use the server too, it takes a moment in which they start nothing. */
const SHARED_ROUNDS = 10;

/** Asserts that `refuse`, which makes requests that are refused, leaves no job, as far as we may look. */
export async function expectNoJobMade(t: FocusTest, refuse: () => Promise<void>): Promise<void> {
  const resources = openResources(t);
  if (resources.places.length === 0) {
    t.log('this environment does not tell which jobs there are');
    return refuse();
  }
  const rounds = t.target.environment.hasAdmin ? 1 : SHARED_ROUNDS;
  let made: readonly string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = new Set((await resources.list()).map(({ jobId }) => jobId));
    await refuse();
    made = (await resources.list())
      .filter(({ jobId }) => !before.has(jobId))
      .map(({ jobId, what }) => `${what} of ${jobId}`);
    if (made.length === 0) return;
  }
  assert.deepEqual(made, [], 'made by requests that were refused');
}

// Orphans: objects of jobs that nobody wants any more, and of jobs whose configure answered an error. Seen through the
// cluster and, on the reference server, through its administration. Nobody else may start jobs meanwhile.

const MOST_SHOWN = 8;

export interface OrphanWatch {
  /** Ends the jobs, and asserts that within the grace nothing is there that was not there when the watch began. */
  expectNone(jobs: readonly ConfigureResponse[]): Promise<void>;
}

/** Begins to watch: what is there now belongs to others. */
export async function watchOrphans(t: FocusTest): Promise<OrphanWatch> {
  const resources = openResources(t);
  t.record('orphansLookedForIn', resources.places.join(' and ') || 'metadata');
  const others = new Set((await resources.list()).map(({ jobId }) => jobId));
  return {
    async expectNone(jobs) {
      await releaseJobs(t, jobs);
      const issued = new Set(jobs.map((job) => job.job_id));
      const graceMs = readFigure(t, 'grace-seconds', scaleLimit(t, FIGURES['grace-seconds'].standard)) * 1000;
      await t.eventually(
        'nothing is left of the jobs',
        async () => {
          const left = (await resources.list()).filter(({ jobId }) => !others.has(jobId));
          const shown = left.slice(0, MOST_SHOWN).map(describeFor(issued)).join(', ');
          assert.ok(left.length === 0, `${left.length} orphans: ${shown}`);
        },
        { deadlineMs: graceMs },
      );
    },
  };
}

function describeFor(issued: ReadonlySet<string>): (resource: JobResource) => string {
  return ({ jobId, what }) =>
    `${what} (${issued.has(jobId) ? 'of a job that was ended' : 'answered by no configure'})`;
}
