/** Defects in what configure, metadata and live_metadata say of a job and the fibre. */
import { changeBody, dropField } from '../../../proxy/http-answer.ts';
import type { HttpAnswer } from '../../../proxy/http-answer.ts';
import type { Defect, DefectRequest } from '../defect.ts';

export const CONFIGURED: readonly Defect[] = [
  {
    name: 'metadata-differs',
    title: 'GET /metadata answers another lines_dt than configure did',
    hooks: {
      changeAnswer: (answer, request) =>
        request.method === 'GET' && isConfigured(answer, request)
          ? changeBody(answer, (body) => ({ ...body, lines_dt: Number(body['lines_dt']) * 2 }))
          : answer,
    },
  },
  {
    name: 'missing-job-id',
    title: 'The configure response lacks job_id',
    hooks: {
      changeAnswer: (answer, request) =>
        isConfigured(answer, request) ? dropField(answer, 'job_id') : answer,
    },
  },
  {
    name: 'off-by-one-channels',
    title: 'channel_amount counts one channel too few',
    hooks: {
      changeAnswer: (answer, request) =>
        isConfigured(answer, request)
          ? changeBody(answer, (body) => ({ ...body, channel_amount: Number(body['channel_amount']) - 1 }))
          : answer,
    },
  },
  {
    name: 'prr-mismatch',
    title: '/live_metadata names another prr than the calculation uses',
    hooks: {
      changeAnswer: (answer, { path }) =>
        path === '/live_metadata'
          ? changeBody(answer, (body) => ({ ...body, prr: Number(body['prr']) / 2 }))
          : answer,
    },
  },
  {
    name: 'view-type-as-string',
    title: 'The configure response carries view_type as text',
    hooks: {
      changeAnswer: (answer, request) =>
        isConfigured(answer, request)
          ? changeBody(answer, (body) => ({ ...body, view_type: String(body['view_type']) }))
          : answer,
    },
  },
];

/** True for a configure response, as POST /configure and GET /metadata answer it. */
function isConfigured(answer: HttpAnswer, { path }: DefectRequest): boolean {
  return answer.status === 200 && (path === '/configure' || path.startsWith('/metadata/'));
}
