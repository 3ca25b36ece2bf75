import { describe, expect, it, vi } from 'vitest';
import { runAgainst, type Wish } from './run-against.ts';

const LIVE = 'a live job answers what was asked for and streams it now';
const CANCEL = 'a live job has metadata until it is cancelled';
const HISTORIC = 'a historic job plays a recording back';
const ORDER = 'recordings are listed newest first and overlap the range';
const DELETED = 'recordings that were deleted are not listed, all others are';

/** Limits of time as on a quiet machine: what waits for them here waits in vain. */
const IMPATIENT = { limits: { maxWindows: 30, latencyScale: 1 } };

describe('the smoke suite', () => {
  it.each(['default', 'strict-view-limits', 'legacy'] as const)(
    'is green on a clean server of profile %s',
    async (profile) => {
      const outcome = await runAgainst('smoke', { server: { profile } });
      expect(outcome.red).toEqual([]);
      expect(outcome.unmeasured).toEqual([]);
      expect(outcome.named('passed')).toHaveLength(12);
    },
  );

  it.each(['default', 'legacy'] as const)('leaves no job on a server of profile %s', async (profile) => {
    const look: Wish['look'] = async (server) => {
      await vi.waitFor(() => expect(server.state().jobs).toEqual([]), 5000);
    };
    const { red } = await runAgainst('smoke', { server: { profile }, look });
    expect(red).toEqual([]);
  });

  it.each(['always-400', 'always-200'])('has no green test on %s', async (defect) => {
    const outcome = await runAgainst('smoke', { server: { defects: [defect] } });
    expect(outcome.named('passed')).toEqual([]);
    expect(outcome.named('failed').length + outcome.named('errored').length).toBe(12);
  });

  it.each([
    { defect: 'cancel-does-nothing', red: [CANCEL] },
    { defect: 'metadata-differs', red: [CANCEL] },
    { defect: 'clock-skew', red: [DELETED, HISTORIC, LIVE] },
    { defect: 'deleted-recordings', red: [DELETED] },
    { defect: 'recordings-unsorted', red: [DELETED, ORDER] },
    { defect: 'historic-starts-late', red: [HISTORIC] },
    { defect: 'wrong-maximum', red: [HISTORIC, LIVE] },
    { defect: 'missing-job-id', red: [CANCEL, HISTORIC, LIVE] },
  ])('finds $defect', async ({ defect, red }) => {
    const outcome = await runAgainst('smoke', { server: { defects: [defect] }, environment: IMPATIENT });
    expect(outcome.named('failed').toSorted()).toEqual(red.toSorted());
    expect(outcome.named('errored')).toEqual([]);
  });
});
