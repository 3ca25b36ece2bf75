import { describe, expect, it } from 'vitest';
import { runAgainst } from './run-against.ts';

const SETTINGS = { 'cleanup-seconds': '1' };
const OWN_PLACES = 'five investigations have ids, windows and ports of their own';
const CANCELLED = 'cancelled investigations leave nothing behind';
const LEFT = 'investigations whose clients have left make room for others';
const STREAMING = 'an investigation that is cancelled while it streams ends';
const LOWEST = 'investigations are given the lowest windows that are free';
const EACH = 'each of five investigations is what it was asked to be';

describe('the suite parallel', () => {
  it('is green on a server without defects, which answers as fast as a real one', async () => {
    const { tests, red, named, unmeasured } = await runAgainst('parallel', { server: { latencyScale: 1 } });
    expect(red).toEqual([]);
    expect(unmeasured).toEqual([]);
    expect(named('passed')).toHaveLength(tests.length);
    expect(tests.length).toBeGreaterThan(8);
    const ten = tests.find(({ name }) => name.startsWith('ten investigations'))?.metrics ?? [];
    expect(ten.find(({ name }) => name === 'startSpreadMeasured')?.value).toBe('on arrival');
    expect(ten.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['wallMs', 'sequentialMs', 'speedup', 'startSpreadMs']),
    );
  });

  it('skips what a server that cannot cancel cannot do, and runs the rest', async () => {
    const { red, named } = await runAgainst('parallel', { server: { profile: 'legacy', latencyScale: 1 } });
    expect(red).toEqual([]);
    expect(named('skipped')).toEqual([CANCELLED, STREAMING]);
  });

  it('asks for windows of its own only where nobody else takes any', async () => {
    const { red, named } = await runAgainst('parallel', {
      server: { defects: ['highest-window-first'] },
      environment: { hasAdmin: false, kubernetes: null },
      plan: { selection: { grep: 'windows', tags: [], only: [] } },
    });
    expect(red).toEqual([]);
    expect(named('skipped')).toEqual([LOWEST]);
  });

  it.each(['always-400', 'always-200'])('has no green test on a server with %s', async (defect) => {
    const { tests, named } = await runAgainst('parallel', { server: { defects: [defect] } });
    expect(named('passed')).toEqual([]);
    expect(tests.length).toBeGreaterThan(8);
  });

  it.each([
    ['shared-port', OWN_PLACES, /each job has a window of its own: [1-3](, [1-3]){4}$/m],
    ['refuses-second-job', OWN_PLACES, /answered 503, expected 200/],
    ['metadata-differs', EACH, /metadata is not what configure answered/],
    ['never-cleans', CANCELLED, /nothing is left of the jobs: not within/],
    ['never-cleans', LEFT, /nothing is left of the jobs: not within/],
    ['cancel-does-nothing', CANCELLED, /nothing is left of the jobs: not within/],
    ['cancel-ignored-while-streaming', STREAMING, /streams of a cancelled investigation end: not within/],
    ['cancel-does-nothing', STREAMING, /streams of a cancelled investigation end: not within/],
    ['highest-window-first', LOWEST, /windows of investigations that started together/],
    ['slow-cancel', CANCELLED, /a cancel took/],
  ])('finds %s by the test: %s', async (defect, name, why) => {
    const { red } = await runAgainst('parallel', {
      server: { defects: [defect] },
      environment: { limits: { maxWindows: 30, latencyScale: 1 } },
      settings: SETTINGS,
      plan: { selection: { grep: null, tags: [], only: [`focus-server.parallel::${name}`] } },
    });
    expect(red).toEqual([expect.stringMatching(why)]);
  });
});
