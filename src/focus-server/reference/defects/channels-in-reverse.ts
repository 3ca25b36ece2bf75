import type { Defect } from '../defect.ts';
import { changeChannels } from './change-channels.ts';

export const channelsInReverse: Defect = {
  name: 'channels-in-reverse',
  title: 'Rows hold the channels of their stream in reverse',
  hooks: { frame: (frame) => changeChannels(frame, (pieces) => pieces.toReversed()) },
};
