import { describe, expect, it } from 'vitest';
import { runAgainst } from './run-against.ts';

const ALL = 73;
const REQUIRED = [
  'displayInfo',
  'displayInfo.height',
  'channels',
  'channels.min',
  'channels.max',
  'frequencyRange.min',
  'frequencyRange.max',
  'view_type',
].map((field) => `a request without ${field} is refused`);
const TIMES = [
  'a start without an end is refused',
  'an end without a start is refused',
  'an end that is the start is refused',
  'an end before the start is refused',
];

describe('the config suite', () => {
  it.each(['default', 'strict-view-limits', 'legacy'] as const)(
    'is green on a clean server of profile %s',
    async (profile) => {
      const outcome = await runAgainst('config', { server: { profile } });
      expect(outcome.red).toEqual([]);
      expect(outcome.unmeasured).toEqual([]);
      expect(outcome.named('passed')).toHaveLength(ALL);
    },
  );

  it.each(['always-400', 'always-200'])('has no green test on %s', async (defect) => {
    const outcome = await runAgainst('config', { server: { defects: [defect] } });
    expect(outcome.named('passed')).toEqual([]);
    expect(outcome.named('failed').length + outcome.named('errored').length).toBe(ALL);
  });

  it.each([
    { defect: 'one-sided-times-accepted', grep: '/a(n)? (start|end) /', red: TIMES.slice(0, 2) },
    { defect: 'error-without-text', grep: '/a(n)? (start|end) /', red: TIMES },
    { defect: 'missing-field-400-instead-of-422', grep: 'a request without', red: REQUIRED },
    {
      defect: 'nyquist-unchecked',
      grep: '/frequenc/',
      red: ['a frequency above the limit is refused'],
    },
    {
      defect: 'reversed-range-accepted',
      grep: '/a (reversed )?range of/',
      red: ['a range of no width is refused', 'a reversed range of frequencies is refused'],
    },
    {
      defect: 'metadata-never-404',
      grep: 'unknown job',
      red: ['unknown jobs have no metadata'],
    },
    {
      defect: 'unknown-cancel-without-detail',
      grep: 'cannot be cancelled',
      red: ['an unknown job cannot be cancelled'],
    },
    {
      defect: 'metadata-differs',
      grep: 'is what configure answered',
      red: ['historic', 'multichannel', 'singlechannel', 'waterfall'].map(
        (kind) => `metadata of a ${kind} job is what configure answered`,
      ),
    },
    {
      defect: 'shared-port',
      grep: 'jobs at the same time',
      red: ['jobs at the same time have windows and ports of their own'],
    },
    {
      defect: 'refuses-second-job',
      grep: 'jobs at the same time',
      red: ['jobs at the same time have windows and ports of their own'],
    },
    {
      defect: 'view-type-as-string',
      grep: 'answered as a number',
      red: ['0 is multichannel', '1 is singlechannel', '2 is waterfall'].flatMap((text) => [
        `view type ${text} and answered as a number`,
        `view type ${text.replace(/^\d/, '"$&"')} and answered as a number`,
      ]),
    },
  ])('finds $defect', async ({ defect, grep, red }) => {
    const selection = { grep, tags: [], only: [] };
    const outcome = await runAgainst('config', { server: { defects: [defect] }, plan: { selection } });
    expect(outcome.named('failed').toSorted()).toEqual(red.toSorted());
    expect(outcome.named('errored')).toEqual([]);
  });
});
