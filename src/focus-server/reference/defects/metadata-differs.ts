import type { Defect } from '../defect.ts';
import { changeBody } from '../../../proxy/http-answer.ts';
import { isConfigured } from './is-configured.ts';

export const metadataDiffers: Defect = {
  name: 'metadata-differs',
  title: 'GET /metadata answers another lines_dt than configure did',
  hooks: {
    changeAnswer: (answer, request) =>
      request.method === 'GET' && isConfigured(answer, request)
        ? changeBody(answer, (body) => ({ ...body, lines_dt: Number(body['lines_dt']) * 2 }))
        : answer,
  },
};
