import type { Defect } from '../defect.ts';

export const missingFrequency: Defect = {
  name: 'missing-frequency',
  title: 'The highest frequency is missing',
  hooks: { plan: (plan) => ({ ...plan, frequencies: plan.frequencies.slice(0, -1) }) },
};
