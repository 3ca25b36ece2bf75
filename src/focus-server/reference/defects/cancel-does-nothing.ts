import type { Defect } from '../defect.ts';

const PATH = '/job/';

export const cancelDoesNothing: Defect = {
  name: 'cancel-does-nothing',
  title: 'DELETE /job answers that the job is cancelled and leaves it running',
  hooks: {
    answer: ({ method, path }) =>
      method === 'DELETE' && path.startsWith(PATH)
        ? { status: 200, body: { status: 'cancelled', job_id: path.slice(PATH.length) } }
        : null,
  },
};
