import type { Defect } from '../defect.ts';
import { dropField } from '../../../proxy/http-answer.ts';
import { isConfigured } from './is-configured.ts';

export const missingJobId: Defect = {
  name: 'missing-job-id',
  title: 'The configure response lacks job_id',
  hooks: {
    changeAnswer: (answer, request) => (isConfigured(answer, request) ? dropField(answer, 'job_id') : answer),
  },
};
