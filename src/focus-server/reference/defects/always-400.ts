import type { Defect } from '../defect.ts';

export const always400: Defect = {
  name: 'always-400',
  title: 'Every request is answered 400',
  hooks: { answer: () => ({ status: 400, body: { error: 'bad request' } }) },
};
