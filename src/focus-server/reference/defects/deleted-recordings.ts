import type { Defect } from '../defect.ts';

export const deletedRecordings: Defect = {
  name: 'deleted-recordings',
  title: 'Deleted recordings are listed like the others',
  hooks: { listsDeleted: true },
};
