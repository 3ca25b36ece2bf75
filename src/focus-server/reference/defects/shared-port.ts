import type { Defect } from '../defect.ts';

export const sharedPort: Defect = {
  name: 'shared-port',
  title: 'A race gives two jobs one window and port',
  hooks: { sharesPorts: true },
};
