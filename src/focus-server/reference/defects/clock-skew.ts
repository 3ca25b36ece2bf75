import type { Defect } from '../defect.ts';

export const clockSkew: Defect = {
  name: 'clock-skew',
  title: 'The clock of the server is 5 minutes fast',
  hooks: { clockSkewMs: 300_000 },
};
