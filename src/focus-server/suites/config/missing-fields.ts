import type { FocusBuilder } from '../support/context.ts';
import { startAndCancel, expectFieldRefused } from '../support/configure.ts';
import { liveRequest, without } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

const REQUIRED = [
  { field: 'displayInfo', xray: 'PZ-255', body: without(liveRequest(), 'displayInfo') },
  { field: 'displayInfo.height', xray: 'PZ-256', body: liveRequest({ displayInfo: {} }) },
  { field: 'channels', xray: 'PZ-257', body: without(liveRequest(), 'channels') },
  { field: 'channels.min', xray: 'PZ-258', body: liveRequest({ channels: { max: 50 } }) },
  { field: 'channels.max', xray: 'PZ-259', body: liveRequest({ channels: { min: 1 } }) },
  { field: 'frequencyRange.min', xray: 'PZ-260', body: liveRequest({ frequencyRange: { max: 500 } }) },
  { field: 'frequencyRange.max', xray: 'PZ-261', body: liveRequest({ frequencyRange: { min: 0 } }) },
  { field: 'view_type', xray: 'PZ-262', body: without(liveRequest(), 'view_type') },
];
const OPTIONAL = [
  { field: 'displayTimeAxisDuration', xray: 'PZ-263' },
  { field: 'frequencyRange', xray: 'PZ-264' },
];

export function defineMissingTests({ test }: FocusBuilder): void {
  for (const { field, xray, body } of REQUIRED)
    test(`a request without ${field} is refused`, { xray }, async (t) => {
      const server = await t.use(focusServer);
      expectFieldRefused(await server.configure(body), field);
      await startAndCancel(t, liveRequest());
    });

  test('an empty request is told every field it lacks', { xray: 'PZ-265' }, async (t) => {
    const server = await t.use(focusServer);
    const exchange = await server.configure({});
    for (const field of ['displayInfo', 'channels', 'view_type']) expectFieldRefused(exchange, field);
    await startAndCancel(t, liveRequest());
  });

  for (const { field, xray } of OPTIONAL)
    test(`${field} may be absent or null`, { xray }, async (t) => {
      await startAndCancel(t, without(liveRequest(), field));
      await startAndCancel(t, { ...liveRequest(), [field]: null });
    });
}
