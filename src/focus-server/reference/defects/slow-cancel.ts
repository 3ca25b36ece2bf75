import type { Defect } from '../defect.ts';

export const slowCancel: Defect = {
  name: 'slow-cancel',
  title: 'Cancelling a job takes 3 seconds',
  hooks: { delayMs: ({ method }) => (method === 'DELETE' ? 3000 : 0) },
};
