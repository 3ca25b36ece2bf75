import type { FocusBuilder } from '../support/context.ts';
import { startAndCancel, expectFieldRefused } from '../support/configure.ts';
import { liveRequest, type ConfigureFields } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

interface TypeRow {
  readonly field: string;
  readonly xray: string;
  readonly wrong: readonly unknown[];
  readonly put: (value: unknown) => ConfigureFields;
}

const NO_INTEGER = ['ten', '', 1.5, '1.5', true, [10], { value: 10 }];
const NO_OBJECT = ['text', 10, true, [1, 50]];
const SOME_TIME = 1_700_000_000;

const ROWS: readonly TypeRow[] = [
  {
    field: 'displayTimeAxisDuration',
    xray: 'PZ-266',
    wrong: NO_INTEGER,
    put: (value) => ({ displayTimeAxisDuration: value }),
  },
  {
    field: 'displayInfo',
    xray: 'PZ-267',
    wrong: [...NO_OBJECT, null],
    put: (value) => ({ displayInfo: value }),
  },
  {
    field: 'displayInfo.height',
    xray: 'PZ-268',
    wrong: [...NO_INTEGER, null],
    put: (value) => ({ displayInfo: { height: value } }),
  },
  { field: 'channels', xray: 'PZ-269', wrong: [...NO_OBJECT, null], put: (value) => ({ channels: value }) },
  {
    field: 'channels.min',
    xray: 'PZ-270',
    wrong: [...NO_INTEGER, null],
    put: (value) => ({ channels: { min: value, max: 50 } }),
  },
  {
    field: 'channels.max',
    xray: 'PZ-271',
    wrong: [...NO_INTEGER, null],
    put: (value) => ({ channels: { min: 1, max: value } }),
  },
  {
    field: 'frequencyRange',
    xray: 'PZ-272',
    wrong: NO_OBJECT,
    put: (value) => ({ frequencyRange: value }),
  },
  {
    field: 'frequencyRange.min',
    xray: 'PZ-273',
    wrong: [...NO_INTEGER, null],
    put: (value) => ({ frequencyRange: { min: value, max: 500 } }),
  },
  {
    field: 'frequencyRange.max',
    xray: 'PZ-274',
    wrong: [...NO_INTEGER, null],
    put: (value) => ({ frequencyRange: { min: 0, max: value } }),
  },
  {
    field: 'start_time',
    xray: 'PZ-275',
    wrong: NO_INTEGER,
    put: (value) => ({ start_time: value, end_time: SOME_TIME }),
  },
  {
    field: 'end_time',
    xray: 'PZ-276',
    wrong: NO_INTEGER,
    put: (value) => ({ start_time: SOME_TIME, end_time: value }),
  },
];

export function defineTypeTests({ test }: FocusBuilder): void {
  for (const { field, xray, wrong, put } of ROWS)
    test(`${field} of a wrong type is refused`, { xray }, async (t) => {
      const server = await t.use(focusServer);
      for (const value of wrong) {
        t.log(`${field} ${JSON.stringify(value)}`);
        expectFieldRefused(await server.configure(liveRequest(put(value))), field);
      }
      await startAndCancel(t, liveRequest());
    });
}
