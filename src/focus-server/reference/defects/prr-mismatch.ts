import type { Defect } from '../defect.ts';
import { changeBody } from '../../../proxy/http-answer.ts';

export const prrMismatch: Defect = {
  name: 'prr-mismatch',
  title: '/live_metadata names another prr than the calculation uses',
  hooks: {
    changeAnswer: (answer, { path }) =>
      path === '/live_metadata'
        ? changeBody(answer, (body) => ({ ...body, prr: Number(body['prr']) / 2 }))
        : answer,
  },
};
