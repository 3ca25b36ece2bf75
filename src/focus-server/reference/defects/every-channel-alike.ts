import type { Defect } from '../defect.ts';
import { changeChannels } from './change-channels.ts';

export const everyChannelAlike: Defect = {
  name: 'every-channel-alike',
  title: 'Every channel brings the values of the first one of its stream',
  hooks: {
    frame: (frame) => changeChannels(frame, (pieces) => pieces.map((piece, _, [first]) => first ?? piece)),
  },
};
