import assert from 'node:assert/strict';
import type { FocusBuilder } from '../support/context.ts';
import { startAndCancel, expectOnlyRefused } from '../support/configure.ts';
import { waterfallRequest, type ConfigureFields } from '../support/requests.ts';

interface WaterfallRow {
  readonly name: string;
  readonly xray: string;
  readonly changes: ConfigureFields;
}

const REFUSED: readonly (WaterfallRow & { readonly field: string })[] = [
  {
    name: 'a time axis',
    xray: 'PZ-240',
    changes: { displayTimeAxisDuration: 10 },
    field: 'displayTimeAxisDuration',
  },
  {
    name: 'a range of frequencies',
    xray: 'PZ-241',
    changes: { frequencyRange: { min: 0, max: 500 } },
    field: 'frequencyRange',
  },
  { name: 'NFFT 1024', xray: 'PZ-242', changes: { nfftSelection: 1024 }, field: 'nfftSelection' },
];

const TAKEN: readonly WaterfallRow[] = [
  { name: 'NFFT 1', xray: 'PZ-243', changes: { nfftSelection: 1 } },
  { name: 'no NFFT', xray: 'PZ-244', changes: {} },
];

export function defineWaterfallTests({ test }: FocusBuilder): void {
  for (const { name, xray, changes, field } of REFUSED)
    test(`waterfall with ${name} is refused`, { xray }, async (t) => {
      const bodies = { body: waterfallRequest(changes), neighbour: waterfallRequest() };
      await expectOnlyRefused(t, bodies, { status: 400, says: [field] });
    });

  for (const { name, xray, changes } of TAKEN)
    test(`waterfall with ${name} is taken`, { xray }, async (t) => {
      const channels = { min: 11, max: 16 };
      const response = await startAndCancel(t, waterfallRequest({ ...changes, channels }));
      assert.equal(response.view_type, 2, 'view_type');
      assert.equal(response.channel_amount, 6, 'channel_amount');
      const mapped = Object.keys(response.channel_to_stream_index).map(Number);
      assert.deepEqual(
        mapped.sort((one, other) => one - other),
        [11, 12, 13, 14, 15, 16],
        'channels that are mapped to a stream',
      );
    });
}
