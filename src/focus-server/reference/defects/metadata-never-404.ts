import type { Defect } from '../defect.ts';

export const metadataNever404: Defect = {
  name: 'metadata-never-404',
  title: 'GET /metadata answers 200 for jobs that do not exist',
  hooks: {
    changeAnswer: (answer, { path }) =>
      path.startsWith('/metadata/') && answer.status === 404 ? { status: 200, body: {} } : answer,
  },
};
