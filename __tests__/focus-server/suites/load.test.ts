import { describe, expect, it } from 'vitest';
import { runAgainst } from './run-against.ts';

const SETTINGS = { 'load-seconds': '1', 'load-nightly-seconds': '1', 'cleanup-seconds': '1' };
const BEYOND = 'one investigation more than MaxWindows is refused, until one has ended';
const SUSTAINED = 'jobs are made and ended for a while without getting slower';
const GRADUAL = 'investigations grow from 5 to 30 in steps of 5';

describe('the suite load', () => {
  it('is green on a server without defects', async () => {
    const { tests, red, named, unmeasured } = await runAgainst('load', {
      settings: { ...SETTINGS, 'cleanup-seconds': '8' },
    });
    expect(red).toEqual([]);
    expect(unmeasured).toEqual([]);
    expect(named('passed')).toHaveLength(tests.length);
    const target = tests.find(({ name }) => name === '5 live investigations start within 2 s');
    expect(target?.metrics.find(({ name }) => name === 'targetMet')?.value).toMatch(/^(yes|no)$/);
  });

  it('skips what a small server of somebody else does not allow, and runs the rest', async () => {
    const { red, named } = await runAgainst('load', {
      server: { defects: ['no-max-windows'], maxWindows: 10 },
      environment: { hasAdmin: false, faults: null, kubernetes: null, mongo: null },
      settings: SETTINGS,
    });
    expect(red).toEqual([]);
    expect(named('skipped')).toEqual([
      '15 live investigations start within 10 s',
      '30 live investigations start within 30 s',
      BEYOND,
      GRADUAL,
      'ten investigations start together over a slow network',
      'a slow catalogue delays historic investigations only',
    ]);
  });

  it.each(['always-400', 'always-200'])('has no green test on a server with %s', async (defect) => {
    const { tests, named } = await runAgainst('load', { server: { defects: [defect] }, settings: SETTINGS });
    expect(named('passed')).toEqual([]);
    expect(tests.length).toBeGreaterThan(11);
  });

  it.each([
    ['no-max-windows', BEYOND, /answered 200, expected 503/],
    ['never-cleans', SUSTAINED, /the server has forgotten job [\d-]+: not within/],
    ['shared-port', GRADUAL, /a window of its own/],
    ['slow-after-n', SUSTAINED, /to be made and ended, 5000 ms are allowed/],
  ])('finds %s by the test: %s', async (defect, name, why) => {
    const { red } = await runAgainst('load', {
      server: { defects: [defect] },
      environment: { limits: { maxWindows: 30, latencyScale: 1 } },
      settings: {
        ...SETTINGS,
        ...(defect === 'slow-after-n' ? { 'load-seconds': '4', 'cleanup-seconds': '8' } : {}),
      },
      plan: { selection: { grep: null, tags: [], only: [`focus-server.load::${name}`] } },
    });
    expect(red).toEqual([expect.stringMatching(why)]);
  });
});
