import { DEFAULT_NFFT } from '../../contract/limits.ts';
import type { FocusBuilder } from '../support/context.ts';
import { startAsPlanned, startTextAndCancel } from '../support/configure.ts';
import { expectSameNumbers } from '../support/plan.ts';
import { liveRequest, without } from '../support/requests.ts';

export function defineSpellingTests({ test }: FocusBuilder): void {
  const standard = liveRequest({ nfftSelection: DEFAULT_NFFT });
  const left = [
    { how: 'absent', xray: 'PZ-320', body: without(standard, 'nfftSelection') },
    { how: 'null', xray: 'PZ-321', body: { ...standard, nfftSelection: null } },
  ];
  for (const { how, xray, body } of left)
    test(`NFFT is ${DEFAULT_NFFT} where it is ${how}`, { xray }, async (t) => {
      const { frequencies_list: own } = await startAsPlanned(t, body);
      const { frequencies_list: wanted } = await startAsPlanned(t, standard);
      expectSameNumbers(own, wanted, 'frequencies_list');
    });

  const spelled = [
    { spelling: '2048.0', xray: 'PZ-322' },
    { spelling: '"2048"', xray: 'PZ-323' },
  ];
  for (const { spelling, xray } of spelled)
    test(`NFFT may be written ${spelling}`, { xray }, async (t) => {
      const plain = liveRequest({ nfftSelection: 2048 });
      const text = JSON.stringify(plain).replace('"nfftSelection":2048', `"nfftSelection":${spelling}`);
      const { frequencies_list: own } = await startTextAndCancel(t, text);
      const { frequencies_list: wanted } = await startAsPlanned(t, plain);
      expectSameNumbers(own, wanted, 'frequencies_list');
    });
}
