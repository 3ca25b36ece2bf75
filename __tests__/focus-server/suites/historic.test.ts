import { describe, expect, it } from 'vitest';
import { runAgainst } from './run-against.ts';

const WHOLE = 'a historic multichannel job brings every row of its range, sooner than it was recorded';
const OWN_VALUES = 'a channel brings its own values, alone and beside others';
const LISTED = 'exactly the recordings are listed that can be played back';

describe('the suite historic', () => {
  it('is green on a server without defects', async () => {
    const { tests, red, named, unmeasured } = await runAgainst('historic');
    expect(red).toEqual([]);
    expect(unmeasured).toEqual([]);
    expect(named('passed')).toHaveLength(tests.length);
    expect(tests.length).toBeGreaterThan(14);
  });

  it.each(['always-400', 'always-200'])('has no green test on a server with %s', async (defect) => {
    const { tests, named } = await runAgainst('historic', { server: { defects: [defect] } });
    expect(named('passed')).toEqual([]);
    expect(tests.length).toBeGreaterThan(14);
  });

  it.each([
    ['historic-starts-late', WHOLE, /rows of stream 0/],
    ['frames-of-zeros', WHOLE, /frame 0 of stream 0: every value is 0/],
    [
      'every-channel-alike',
      OWN_VALUES,
      /channel 3 brings the values of channel 4|channel 4 beside others is/,
    ],
    ['channels-in-reverse', OWN_VALUES, /channel 3 brings the values of channel 4/],
    ['clock-skew', WHOLE, /outside \d+ to \d+/],
    ['deleted-recordings', LISTED, /strictly deep-equal/],
    [
      'deleted-recordings',
      'a range of a deleted recording is refused with 404',
      /answered 200, expected 404/,
    ],
    [
      'recordings-unsorted',
      'recordings are listed newest first, with -1 as the end of one that goes on',
      /is listed after one that began at/,
    ],
  ])('finds %s by the test: %s', async (defect, name, why) => {
    const { red } = await runAgainst('historic', {
      server: { defects: [defect] },
      plan: { selection: { grep: null, tags: [], only: [`focus-server.historic::${name}`] } },
    });
    expect(red).toEqual([expect.stringMatching(why)]);
  });

  it('leaves no job behind on a server that cannot cancel', async () => {
    const { red, named } = await runAgainst('historic', {
      server: { profile: 'legacy', maxWindows: 8 },
      plan: { selection: { grep: '/range|edge|channel brings/', tags: ['!nightly'], only: [] } },
    });
    expect(red).toEqual([]);
    expect(named('passed').length).toBeGreaterThan(8);
  });
});
