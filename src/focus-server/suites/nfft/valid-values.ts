import { VALID_NFFTS } from '../../contract/limits.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, topFrequency } from '../support/plan.ts';
import { startAsPlanned } from '../support/configure.ts';
import { liveRequest } from '../support/requests.ts';
import { startMultichannel } from './rules.ts';

/** 100 rows a second: the smallest NFFT overlaps enough. */
const ROWS = { displayTimeAxisDuration: 10, displayInfo: { height: 1000 } };

export function defineValidTests({ test }: FocusBuilder): void {
  for (const [index, nfft] of VALID_NFFTS.entries()) {
    const multichannel = `NFFT ${nfft} is taken on multichannel 11-109, 0-1000 Hz`;
    test(multichannel, { xray: `PZ-${300 + index}` }, async (t) => {
      const top = topFrequency(await t.use(serverFacts));
      const response = await startMultichannel(t, nfft, {
        ...ROWS,
        channels: { min: 11, max: 109 },
        frequencyRange: { min: 0, max: top },
      });
      if (response !== null) t.record('frequencies', response.frequencies_amount);
    });

    test(`NFFT ${nfft} is taken on singlechannel`, { xray: `PZ-${310 + index}` }, async (t) => {
      const top = topFrequency(await t.use(serverFacts));
      const body = liveRequest({
        ...ROWS,
        nfftSelection: nfft,
        channels: { min: 11, max: 11 },
        frequencyRange: { min: 0, max: top },
        view_type: 1,
      });
      const { frequencies_amount: bins } = await startAsPlanned(t, body);
      t.record('frequencies', bins);
    });
  }
}
