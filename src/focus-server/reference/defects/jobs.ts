/** Defects in how many jobs there are, where they stream, and when they end. */
import type { Defect } from '../defect.ts';

const PATH = '/job/';

export const JOBS: readonly Defect[] = [
  {
    name: 'cancel-does-nothing',
    title: 'DELETE /job answers that the job is cancelled and leaves it running',
    hooks: {
      answer: ({ method, path }) =>
        method === 'DELETE' && path.startsWith(PATH)
          ? { status: 200, body: { status: 'cancelled', job_id: path.slice(PATH.length) } }
          : null,
    },
  },
  {
    name: 'cancel-ignored-while-streaming',
    title: 'DELETE /job does nothing while somebody reads the streams of the job',
    hooks: { cancelSparesStreaming: true },
  },
  {
    name: 'highest-window-first',
    title: 'Jobs are given the highest free window in place of the lowest',
    hooks: { highestWindowFirst: true },
  },
  {
    name: 'leaks-jobs-on-503',
    title: 'A configure that is answered 503 leaves its job behind',
    hooks: { leaksJobs: true },
  },
  {
    name: 'never-cleans',
    title: 'Finished and cancelled jobs are never cleaned up',
    hooks: { neverCleans: true },
  },
  {
    name: 'no-max-windows',
    title: 'More jobs than MaxWindows are accepted',
    hooks: { maxWindows: 1000 },
  },
  {
    name: 'refuses-second-job',
    title: 'Only one job can run at a time',
    hooks: { maxWindows: 1 },
  },
  {
    name: 'shared-port',
    title: 'A race gives two jobs one window and port',
    hooks: { sharesPorts: true },
  },
  {
    name: 'unconnected-cleaned-early',
    title: 'A job that nobody connects to is gone after 10 seconds in place of 50',
    hooks: { unconnectedScale: 0.2 },
  },
  {
    name: 'unconnected-never-cleaned',
    title: 'A job that nobody connects to is never cleaned up',
    hooks: { unconnectedScale: Number.POSITIVE_INFINITY },
  },
];
