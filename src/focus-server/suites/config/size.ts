import type { FocusBuilder } from '../support/context.ts';
import { startAsPlanned, expectOnlyRefused } from '../support/configure.ts';
import { liveRequest } from '../support/requests.ts';

const REFUSED = [
  { height: 0, xray: 'PZ-228' },
  { height: -5, xray: 'PZ-229' },
];

export function defineSizeTests({ test }: FocusBuilder): void {
  for (const { height, xray } of REFUSED)
    test(`height ${height} is refused`, { xray }, async (t) => {
      const body = liveRequest({ displayInfo: { height } });
      await expectOnlyRefused(t, { body }, { status: 400, says: ['height', 'positive'] });
    });

  test('height 1 is taken', { xray: 'PZ-279' }, async (t) => {
    await startAsPlanned(t, liveRequest({ displayInfo: { height: 1 } }));
  });
}
