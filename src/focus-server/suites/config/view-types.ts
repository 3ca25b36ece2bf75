import assert from 'node:assert/strict';
import type { FocusBuilder } from '../support/context.ts';
import { startAndCancel, expectFieldRefused } from '../support/configure.ts';
import { liveRequest, waterfallRequest, type ConfigureFields } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

const VIEWS: readonly { readonly name: string; readonly number: number; readonly body: ConfigureFields }[] = [
  { name: 'multichannel', number: 0, body: liveRequest() },
  { name: 'singlechannel', number: 1, body: liveRequest({ channels: { min: 7, max: 7 } }) },
  { name: 'waterfall', number: 2, body: waterfallRequest() },
];
const FIRST_KEY = 230;
const WRONG = [3, -1, '3', '', 'multichannel', 0.5, true, null, [0], { value: 0 }];

export function defineViewTests({ test }: FocusBuilder): void {
  for (const { name, number, body } of VIEWS)
    for (const [index, view] of [number, String(number)].entries())
      test(
        `view type ${JSON.stringify(view)} is ${name} and answered as a number`,
        { xray: `PZ-${FIRST_KEY + 2 * number + index}` },
        async (t) => {
          const response = await startAndCancel(t, { ...body, view_type: view });
          assert.equal(response.view_type, number, 'view_type');
        },
      );

  test('any other view type is refused', { xray: 'PZ-236' }, async (t) => {
    const server = await t.use(focusServer);
    for (const view of WRONG)
      expectFieldRefused(await server.configure(liveRequest({ view_type: view })), 'view_type');
    await startAndCancel(t, liveRequest());
  });
}
