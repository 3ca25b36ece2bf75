import type { Defect } from '../defect.ts';

export const neverCleans: Defect = {
  name: 'never-cleans',
  title: 'Finished and cancelled jobs are never cleaned up',
  hooks: { neverCleans: true },
};
