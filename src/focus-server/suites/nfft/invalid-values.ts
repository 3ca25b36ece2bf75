import type { FocusBuilder } from '../support/context.ts';
import { startAsPlanned, expectOnlyRefused } from '../support/configure.ts';
import { liveRequest } from '../support/requests.ts';
import { isLegacy } from '../support/context.ts';
import { NFFT_CLARITY } from './rules.ts';

const INVALID = [100, 127, 129, 500, 1000, 99_999, 131_072, 0, -1];

export function defineInvalidTests({ test }: FocusBuilder): void {
  for (const [index, nfft] of INVALID.entries())
    test(
      `NFFT ${nfft} is refused with the values that are allowed`,
      { xray: `PZ-${330 + index}` },
      async (t) => {
        const body = liveRequest({ nfftSelection: nfft });
        if (!isLegacy(t)) {
          await expectOnlyRefused(t, { body }, { status: 400, says: NFFT_CLARITY });
        } else if (nfft > 0) {
          t.log('a server of profile legacy takes any number of points above 0');
          await startAsPlanned(t, body);
        } else {
          await expectOnlyRefused(t, { body }, { status: 400, says: ['nfftSelection'] });
        }
      },
    );
}
