import type { Defect } from '../defect.ts';

export const unknownCancelWithoutDetail: Defect = {
  name: 'unknown-cancel-without-detail',
  title: 'DELETE of an unknown job is answered 404 without saying Not Found',
  hooks: {
    changeAnswer: (answer, { method, path }) =>
      method === 'DELETE' && path.startsWith('/job/') && answer.status === 404
        ? { status: 404, body: {} }
        : answer,
  },
};
