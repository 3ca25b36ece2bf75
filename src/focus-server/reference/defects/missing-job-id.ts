import type { Defect } from '../defect.ts';
import { dropField, isConfigured } from './change-body.ts';

export const missingJobId: Defect = {
  name: 'missing-job-id',
  title: 'The configure response lacks job_id',
  hooks: {
    changeAnswer: (answer, request) => (isConfigured(answer, request) ? dropField(answer, 'job_id') : answer),
  },
};
