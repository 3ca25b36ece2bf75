import type { Defect } from '../defect.ts';

export const cancelIgnoredWhileStreaming: Defect = {
  name: 'cancel-ignored-while-streaming',
  title: 'DELETE /job does nothing while somebody reads the streams of the job',
  hooks: { cancelSparesStreaming: true },
};
