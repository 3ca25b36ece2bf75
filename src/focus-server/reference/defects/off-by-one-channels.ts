import type { Defect } from '../defect.ts';
import { changeBody } from '../../../proxy/http-answer.ts';
import { isConfigured } from './is-configured.ts';

export const offByOneChannels: Defect = {
  name: 'off-by-one-channels',
  title: 'channel_amount counts one channel too few',
  hooks: {
    changeAnswer: (answer, request) =>
      isConfigured(answer, request)
        ? changeBody(answer, (body) => ({ ...body, channel_amount: Number(body['channel_amount']) - 1 }))
        : answer,
  },
};
