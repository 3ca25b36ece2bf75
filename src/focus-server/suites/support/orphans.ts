/**
 * Orphans: objects of jobs that nobody wants any more, and of jobs whose configure answered an error. Seen through the
 * cluster and, on the reference server, through its administration. Nobody else may start jobs meanwhile.
 */
import assert from 'node:assert/strict';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { readFigure, scaleLimit, type FocusTest } from './context.ts';
import { FIGURES } from './figures.ts';
import { releaseJobs } from './release.ts';
import { openTraces, type Trace } from './traces.ts';

const MOST_SHOWN = 8;

export interface OrphanWatch {
  /** Ends the jobs, and asserts that within the grace nothing is there that was not there when the watch began. */
  expectNone(jobs: readonly ConfigureResponse[]): Promise<void>;
}

/** Begins to watch: what is there now belongs to others. */
export async function watchOrphans(t: FocusTest): Promise<OrphanWatch> {
  const traces = openTraces(t);
  t.record('orphansLookedForIn', traces.places.join(' and ') || 'metadata');
  const others = new Set((await traces.list()).map(({ jobId }) => jobId));
  return {
    async expectNone(jobs) {
      await releaseJobs(t, jobs);
      const issued = new Set(jobs.map((job) => job.job_id));
      const graceMs = readFigure(t, 'grace-seconds', scaleLimit(t, FIGURES['grace-seconds'].standard)) * 1000;
      await t.eventually(
        'nothing is left of the jobs',
        async () => {
          const left = (await traces.list()).filter(({ jobId }) => !others.has(jobId));
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
