import type { Defect } from '../defect.ts';

/** Beyond the limit of the contract, and with the time in which a server gives up within twice that limit. */
const HELD_MS = 6000;

export const late503: Defect = {
  name: 'late-503',
  title: 'Answers 503 are sent 6 seconds late',
  hooks: { holdMs: ({ status }) => (status === 503 ? HELD_MS : 0) },
};
