import type { Defect } from '../defect.ts';

export const recordingsUnsorted: Defect = {
  name: 'recordings-unsorted',
  title: 'Recordings are listed oldest first',
  hooks: {
    changeAnswer: (answer, { path }) =>
      path === '/recordings_in_time_range' && Array.isArray(answer.body)
        ? { ...answer, body: answer.body.toReversed() }
        : answer,
  },
};
