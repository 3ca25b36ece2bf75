import type { Defect } from '../defect.ts';

export const always200: Defect = {
  name: 'always-200',
  title: 'Every request is answered 200 with an empty object',
  hooks: { answer: () => ({ status: 200, body: {} }) },
};
