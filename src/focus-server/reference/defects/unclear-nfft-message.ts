import type { Defect } from '../defect.ts';
import { changeBody } from '../../../proxy/http-answer.ts';

export const unclearNfftMessage: Defect = {
  name: 'unclear-nfft-message',
  title: 'A refused NFFT is answered without saying what is wrong',
  hooks: {
    changeAnswer: (answer) =>
      changeBody(answer, (body) =>
        String(body['error']).includes('nfftSelection') ? { ...body, error: 'invalid request' } : body,
      ),
  },
};
