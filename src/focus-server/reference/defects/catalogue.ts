/** Defects around the catalogue of recordings. */
import type { Defect } from '../defect.ts';

export const CATALOGUE: readonly Defect[] = [
  {
    name: 'ack-down-on-catalogue-fault',
    title: '/ack answers 500 while the catalogue is down',
    hooks: { needsCatalogue: ['ack'] },
  },
  {
    name: 'deleted-recordings',
    title: 'Deleted recordings are listed like the others',
    hooks: { listsDeleted: true },
  },
  {
    name: 'live-needs-catalogue',
    title: 'A live configure answers 503 while the catalogue is down',
    hooks: { needsCatalogue: ['live'] },
  },
  {
    name: 'recordings-unsorted',
    title: 'Recordings are listed oldest first',
    hooks: {
      changeAnswer: (answer, { path }) =>
        path === '/recordings_in_time_range' && Array.isArray(answer.body)
          ? { ...answer, body: answer.body.toReversed() }
          : answer,
    },
  },
];
