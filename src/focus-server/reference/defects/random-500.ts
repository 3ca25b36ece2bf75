import type { Defect } from '../defect.ts';

const SHARE = 0.1;

export const random500: Defect = {
  name: 'random-500',
  title: 'One request in ten is answered 500, at random',
  hooks: {
    answer: ({ random }) =>
      random() < SHARE ? { status: 500, body: { error: 'internal server error' } } : null,
  },
};
