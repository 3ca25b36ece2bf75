import type { Defect } from '../defect.ts';
import { dropField } from '../../../proxy/http-answer.ts';

export const errorWithoutText: Defect = {
  name: 'error-without-text',
  title: 'Error bodies lack the text in `error`',
  hooks: {
    changeAnswer: (answer) => (answer.status < 400 ? answer : dropField(answer, 'error')),
  },
};
