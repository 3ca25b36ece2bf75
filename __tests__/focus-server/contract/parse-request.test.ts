import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSchemaError } from '../../../src/focus-server/contract/errors.ts';
import { parseConfigure, parseRecordingsRange } from '../../../src/focus-server/contract/parse-request.ts';
import { EXAMPLE } from './requests.ts';

type Path = readonly string[];

/** Every field that holds an integer. */
const INTEGER_FIELDS: readonly Path[] = [
  ['displayTimeAxisDuration'],
  ['nfftSelection'],
  ['displayInfo', 'height'],
  ['channels', 'min'],
  ['channels', 'max'],
  ['frequencyRange', 'min'],
  ['frequencyRange', 'max'],
  ['start_time'],
  ['end_time'],
];
const REQUIRED_FIELDS: readonly Path[] = [
  ['displayInfo', 'height'],
  ['channels', 'min'],
  ['channels', 'max'],
  ['view_type'],
];
const NO_INTEGERS = [
  1.5,
  '1.5',
  '10.0',
  '',
  ' ',
  'ten',
  '1e3',
  true,
  false,
  [],
  [10],
  {},
  NaN,
  Infinity,
  1e300,
];

/** The example with the field at `path` set; undefined means missing. */
function set([first = '', second]: Path, value: unknown): unknown {
  const body = new Map<string, unknown>(Object.entries(EXAMPLE));
  body.set(first, second === undefined ? value : { ...(body.get(first) as object), [second]: value });
  return Object.fromEntries(body);
}

const locationsOf = (body: unknown): string[] => {
  const parsed = parseConfigure(body);
  return 'issues' in parsed ? parsed.issues.map(({ loc, type }) => `${loc.join('.')} ${type}`) : [];
};

describe('parseConfigure', () => {
  it('reads the example of the contract', () => {
    expect(parseConfigure(EXAMPLE)).toEqual({
      ok: {
        viewType: 0,
        channels: { min: 1, max: 50 },
        frequencyRange: { min: 0, max: 500 },
        nfftSelection: 1024,
        displayTimeAxisDuration: 10,
        height: 1000,
        startTime: null,
        endTime: null,
      },
    });
  });

  it('takes the optional fields as absent or null', () => {
    const { displayInfo, channels } = EXAMPLE;
    const absent = parseConfigure({ displayInfo, channels, view_type: 2 });
    expect(absent).toMatchObject({ ok: { nfftSelection: null, frequencyRange: null, startTime: null } });
    const none = { displayTimeAxisDuration: null, nfftSelection: null, frequencyRange: null };
    expect(parseConfigure({ displayInfo, channels, view_type: 2, ...none })).toEqual(absent);
  });

  it.each(INTEGER_FIELDS)('takes integers as text in %s %s', (...path) => {
    expect(parseConfigure(set(path, '10'))).toEqual(parseConfigure(set(path, 10)));
    expect(locationsOf(set(path, '10'))).toEqual([]);
  });

  it('takes integral floats', () => {
    expect(parseConfigure(JSON.parse(JSON.stringify(EXAMPLE).replaceAll('50}', '50.0}')))).toHaveProperty(
      'ok.channels.max',
      50,
    );
  });

  it.each(INTEGER_FIELDS)('refuses what is no integer in %s %s', (...path) => {
    for (const value of NO_INTEGERS)
      expect(locationsOf(set(path, value))).toEqual([`body.${path.join('.')} int_parsing`]);
  });

  it.each(REQUIRED_FIELDS)('misses %s %s', (...path) => {
    expect(locationsOf(set(path, undefined))).toEqual([`body.${path.join('.')} missing`]);
  });

  it.each([0, 1, 2])('reads view type %i as integer however it was sent', (viewType) => {
    for (const sent of [viewType, String(viewType)])
      expect(parseConfigure(set(['view_type'], sent))).toHaveProperty('ok.viewType', viewType);
  });

  it.each([3, -1, '3', '', 'waterfall', 0.5, true, null, [0]])('refuses view type %j', (sent) => {
    expect(locationsOf(set(['view_type'], sent))).toEqual(['body.view_type enum']);
  });

  it('refuses times that no date can hold', () => {
    const parsed = parseConfigure({ ...EXAMPLE, start_time: -1, end_time: '8640000000001' });
    const msg = 'Input should be a valid integer, epoch seconds from 0 to 8640000000000';
    expect(parsed).toEqual({
      issues: ['start_time', 'end_time'].map((name) => ({ loc: ['body', name], msg, type: 'int_parsing' })),
    });
  });

  it('tells fields and allowed values in the error text', () => {
    const parsed = parseConfigure({ ...EXAMPLE, nfftSelection: 'many', channels: { min: 1 } });
    if (!('issues' in parsed)) throw new Error('was accepted');
    const { error, detail } = describeSchemaError(parsed.issues);
    expect(error).toMatch(/^nfftSelection: .*power of 2.* 128, 256, .*65536; channels\.max: Field required$/);
    expect(detail).toHaveLength(2);
  });

  it('never throws, and says where it was refused', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (body) => {
        const parsed = parseConfigure(body);
        if ('issues' in parsed) {
          expect(parsed.issues.length).toBeGreaterThan(0);
          expect(parsed.issues.every(({ loc, msg, type }) => loc[0] === 'body' && msg && type)).toBe(true);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

describe('parseRecordingsRange', () => {
  it('reads both times', () => {
    expect(parseRecordingsRange({ start_time: 5, end_time: '10' })).toEqual({
      ok: { startTime: 5, endTime: 10 },
    });
  });

  it.each([
    [{ start_time: 5 }, ['body', 'end_time']],
    [{ start_time: null, end_time: 5 }, ['body', 'start_time']],
    [{ start_time: 1, end_time: 1.5 }, ['body', 'end_time']],
    [[], ['body']],
  ])('refuses %j', (body, loc) => {
    expect(parseRecordingsRange(body)).toMatchObject({ issues: [{ loc }] });
  });
});
