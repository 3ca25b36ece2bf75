import { describe, expect, it } from 'vitest';
import { runAgainst, type Wish } from './run-against.ts';

const SETTINGS = {
  'live-seconds': '1',
  'live-nightly-seconds': '2',
  'live-gap-seconds': '2',
  'cleanup-seconds': '1',
  'unconnected-seconds': '5',
};
/** As those settings say. */
const SHORT_LIVES: Wish['server'] = { lifetimeScale: 0.1 };
/** Time is what these tests are about: its limits are not widened. */
const STRICT: Wish['environment'] = { limits: { maxWindows: 30, latencyScale: 1 } };

const STREAMS = 'a live multichannel job streams good frames at real time';
const UNCONNECTED = 'a job that nobody connects to is kept for a while, and then cleaned up';
const FIRST = 'three frames of each stream come within 30 seconds';

describe('the suite live', () => {
  it('is green on a server without defects', async () => {
    const { tests, red, named, unmeasured } = await runAgainst('live', {
      server: SHORT_LIVES,
      settings: { ...SETTINGS, 'live-gap-seconds': '10' },
    });
    expect(red).toEqual([]);
    expect(unmeasured).toEqual([]);
    expect(named('passed')).toHaveLength(tests.length);
    expect(tests.length).toBeGreaterThan(8);
  });

  it('leaves jobs to their lifetime also where they cannot be cancelled and nobody tells of them', async () => {
    const { red, named } = await runAgainst('live', {
      server: { ...SHORT_LIVES, profile: 'legacy' },
      environment: { hasAdmin: false, kubernetes: null },
      settings: SETTINGS,
      plan: { selection: { grep: null, tags: ['lifetimes'], only: [] } },
    });
    expect(red).toEqual([]);
    expect(named('passed')).toEqual([UNCONNECTED]);
  });

  it.each(['always-400', 'always-200'])('has no green test on a server with %s', async (defect) => {
    const { tests, named } = await runAgainst('live', { server: { defects: [defect] }, settings: SETTINGS });
    expect(named('passed')).toEqual([]);
    expect(tests.length).toBeGreaterThan(8);
  });

  it.each([
    ['short-frames', FIRST, /bytes of row 0 is \d+, not \d+/],
    ['frames-nan', FIRST, /is NaN/],
    ['frames-out-of-order', FIRST, /is stamped \d+ ms, not/],
    ['wrong-maximum', FIRST, /global_maximum/],
    ['clock-skew', STREAMS, /in the future/],
    ['stream-dies-after-5-frames', STREAMS, /after 5 frames/],
    ['metadata-differs', STREAMS, /metadata is not what configure answered/],
    ['unconnected-never-cleaned', UNCONNECTED, /which nobody connects to, is gone: not within 9000 ms/],
    ['unconnected-cleaned-early', UNCONNECTED, /the job was gone after \d+ ms, a client may need 3000 ms/],
    [
      'never-cleans',
      'a live job whose clients have left is cleaned up',
      /nothing is left of the jobs: not within/,
    ],
  ])('finds %s', async (defect, name, why) => {
    const { red } = await runAgainst('live', {
      server: { ...SHORT_LIVES, defects: [defect] },
      environment: STRICT,
      settings: SETTINGS,
      plan: { selection: { grep: null, tags: [], only: [`focus-server.live::${name}`] } },
    });
    expect(red).toEqual([expect.stringMatching(why)]);
  });
});
