import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../../src/focus-server/contract/profiles.ts';
import { runAgainst } from './run-against.ts';

const SCHEMA = 'requests that break the schema make no job';
const RULE = 'requests that break a rule make no job';
const FIBRE = 'a server that waits for its fibre says so and makes no job';
const CATALOGUE = 'a server without its catalogue refuses historic jobs, and nothing else';
const ALL = 5;

describe('the refusals suite', () => {
  it.each(PROFILES)('is green on a clean server of profile %s', async (profile) => {
    const outcome = await runAgainst('refusals', { server: { profile } });
    expect(outcome.red).toEqual([]);
    expect(outcome.unmeasured).toEqual([]);
    expect(outcome.named('passed')).toHaveLength(ALL);
  });

  it('leaves alone what an environment does not let it change', async () => {
    const environment = { hasAdmin: false, kubernetes: null };
    const outcome = await runAgainst('refusals', { environment });
    expect(outcome.red).toEqual([]);
    expect(outcome.named('skipped').toSorted()).toEqual([FIBRE, CATALOGUE].toSorted());
    expect(outcome.tests.map(({ log }) => log)).toContain(
      'this environment does not tell which jobs there are',
    );
  });

  it.each(['always-400', 'always-200'])('has no green test on %s', async (defect) => {
    const outcome = await runAgainst('refusals', { server: { defects: [defect] } });
    expect(outcome.named('passed')).toEqual([]);
    expect(outcome.named('failed').length + outcome.named('errored').length).toBe(ALL);
  });

  it.each([
    { defect: 'late-503', red: [CATALOGUE] },
    { defect: 'leaks-jobs-on-503', red: [CATALOGUE] },
    { defect: 'live-needs-catalogue', red: [CATALOGUE] },
    { defect: 'ack-down-on-catalogue-fault', red: [CATALOGUE] },
    { defect: 'missing-field-400-instead-of-422', red: [SCHEMA] },
    { defect: 'one-sided-times-accepted', red: [RULE] },
    { defect: 'accepts-nfft-1000', red: [RULE] },
    { defect: 'channels-unlimited', red: [RULE] },
    { defect: 'nyquist-unchecked', red: [RULE] },
    { defect: 'reversed-range-accepted', red: [RULE] },
  ])('finds $defect', async ({ defect, red }) => {
    const outcome = await runAgainst('refusals', { server: { defects: [defect] } });
    expect(outcome.named('failed').toSorted()).toEqual(red);
    expect(outcome.named('errored')).toEqual([]);
  });
});
