/**
 * Orphans: objects of jobs that nobody wants any more, and of jobs whose configure answered an error. Seen through the
 * cluster and, on the reference server, through its administration. Nobody else may start jobs meanwhile.
 */
import assert from 'node:assert/strict';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { openAdmin, type AdminState } from './admin.ts';
import { openCluster } from './cluster.ts';
import { readFigure, scaleLimit, type FocusTest } from './context.ts';
import { releaseJobs } from './release.ts';

const GRACE_SECONDS = 10;
const MOST_SHOWN = 8;
const OBJECT = /^(?:grpc-job|cleanup-job|grpc-service)-(\d+-\d+)$/;

/** One thing that a job occupies. */
interface Trace {
  readonly jobId: string;
  /** As in `grpc-service-3-17`, `queue grpc-job-3-17-0`, `window 3`. */
  readonly what: string;
}

export interface OrphanWatch {
  /** Ends the jobs, and asserts that within the grace nothing is there that was not there when the watch began. */
  expectNone(jobs: readonly ConfigureResponse[]): Promise<void>;
}

/** Begins to watch: what is there now belongs to others. */
export async function watchOrphans(t: FocusTest): Promise<OrphanWatch> {
  const look = openLook(t);
  const others = new Set((await look()).map(({ jobId }) => jobId));
  return {
    async expectNone(jobs) {
      await releaseJobs(t, jobs);
      const issued = new Set(jobs.map((job) => job.job_id));
      const graceMs = readFigure(t, 'grace-seconds', scaleLimit(t, GRACE_SECONDS)) * 1000;
      await t.eventually(
        'nothing is left of the jobs',
        async () => {
          const left = (await look()).filter(({ jobId }) => !others.has(jobId));
          const shown = left.slice(0, MOST_SHOWN).map(describeFor(issued)).join(', ');
          assert.ok(left.length === 0, `${left.length} orphans: ${shown}`);
        },
        { deadlineMs: graceMs },
      );
    },
  };
}

function describeFor(issued: ReadonlySet<string>): (trace: Trace) => string {
  return ({ jobId, what }) =>
    `${what} (${issued.has(jobId) ? 'of a job that was ended' : 'answered by no configure'})`;
}

/** All traces of jobs that can be seen from here. */
function openLook(t: FocusTest): () => Promise<readonly Trace[]> {
  const admin = openAdmin(t);
  const cluster = openCluster(t);
  const places = [...(admin === null ? [] : ['server']), ...(cluster === null ? [] : ['cluster'])];
  t.record('orphansLookedForIn', places.join(' and ') || 'metadata');
  return async () => {
    const objects =
      cluster === null ? [] : (await Promise.all([cluster.listJobs(), cluster.listServices()])).flat();
    return [
      ...objects.flatMap(({ name }) => {
        const jobId = OBJECT.exec(name)?.[1];
        return jobId === undefined ? [] : [{ jobId, what: name }];
      }),
      ...(admin === null ? [] : listTraces(await admin.state())),
    ];
  };
}

function listTraces({ jobs, queues }: AdminState): Trace[] {
  return [
    ...jobs.map(({ id, window }) => ({ jobId: id, what: `window ${window}` })),
    ...queues.map(({ jobId, name }) => ({ jobId, what: `queue ${name}` })),
  ];
}
