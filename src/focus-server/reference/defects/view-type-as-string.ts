import type { Defect } from '../defect.ts';
import { changeBody } from '../../../proxy/http-answer.ts';
import { isConfigured } from './is-configured.ts';

export const viewTypeAsString: Defect = {
  name: 'view-type-as-string',
  title: 'The configure response carries view_type as text',
  hooks: {
    changeAnswer: (answer, request) =>
      isConfigured(answer, request)
        ? changeBody(answer, (body) => ({ ...body, view_type: String(body['view_type']) }))
        : answer,
  },
};
