import type { Defect } from '../defect.ts';

export const missingField400InsteadOf422: Defect = {
  name: 'missing-field-400-instead-of-422',
  title: 'What breaks the schema is answered 400 in place of 422',
  hooks: { changeAnswer: (answer) => (answer.status === 422 ? { ...answer, status: 400 } : answer) },
};
