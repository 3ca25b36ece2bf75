import { describe, expect, it } from 'vitest';
import partition from '../../../src/focus-server/suites/partition/index.ts';
import { runAgainst, type SuiteOutcome, type Wish } from './run-against.ts';

const NAMES = partition.tests.map(({ name }) => name);
const HURRIED = { 'grace-seconds': '1', 'cleanup-seconds': '1', 'live-gap-seconds': '3' };

/** Each test has a server of its own: a test waits for timeouts most of the time. */
async function runApart(names: readonly string[], wish: Wish = {}): Promise<SuiteOutcome[]> {
  return Promise.all(names.map((name) => run([name], wish)));
}

const run = (names: readonly string[], wish: Wish = {}): Promise<SuiteOutcome> =>
  runAgainst('partition', {
    ...wish,
    plan: {
      selection: { grep: null, tags: [], only: names.map((name) => `focus-server.partition::${name}`) },
    },
  });

function named(text: string): string {
  const [name, ...others] = NAMES.filter((one) => one.includes(text));
  if (name === undefined || others.length > 0) throw new Error(`${text} is not one of ${NAMES.join(', ')}`);
  return name;
}

const DOWN = named('during MongoDB down');
const FLAPPING = named('goes down and up');
const SLOW = named('with 100 ms');

describe.concurrent('the partition suite', () => {
  it('is green on a clean server, and measures every recovery', async () => {
    const parts = [0, 1, 2].map((part) => NAMES.filter((_, index) => index % 3 === part));
    const outcomes = await Promise.all(parts.map((names) => run(names)));
    expect(outcomes.flatMap(({ red }) => red)).toEqual([]);
    const tests = outcomes.flatMap((outcome) => outcome.tests);
    expect(tests.map(({ name }) => name).toSorted()).toEqual(NAMES.toSorted());
    for (const { name, outcome, metrics, tags } of tests) {
      expect(outcome, name).toBe('passed');
      expect(tags, name).toEqual(['partition', 'nightly', 'destructive']);
      expect(metrics, name).toContainEqual({ name: 'recoveryMs', value: expect.any(Number) });
      expect(metrics, name).toContainEqual({ name: 'orphansLookedForIn', value: 'server and cluster' });
    }
  });

  it.each(['always-400', 'always-200'])('is not green on a server that is %s', async (defect) => {
    const { tests, named: namesOf } = await run(NAMES, { server: { defects: [defect] } });
    expect(tests).toHaveLength(NAMES.length);
    expect(namesOf('failed')).toHaveLength(NAMES.length);
  });

  it.each([
    ['late-503', DOWN, /refusal took [6-9]\d{3} ms, at most 5000 are allowed/],
    ['leaks-jobs-on-503', FLAPPING, /orphans: grpc-job-\d+-\d+ \(answered by no configure\)/],
    ['live-needs-catalogue', DOWN, /POST \/configure answered 503, expected 200/],
    ['ack-down-on-catalogue-fault', DOWN, /GET \/ack answered 500, expected 200/],
    ['never-cleans', SLOW, /GET \/metadata\/\d+-\d+ answered 200, expected 404/],
    ['stream-dies-after-5-frames', named('watches live'), /a frame (during|after) the partition: not within/],
    [
      'historic-starts-late',
      named('concurrent requests'),
      /the first row is \d{4,} ms after the time that was asked/,
    ],
  ])('finds %s', async (defect, name, message) => {
    const { red } = await run([name], { server: { defects: [defect] }, settings: HURRIED });
    expect(red).toEqual([expect.stringMatching(message)]);
  });

  it('finds a server that sometimes answers 500', async () => {
    const { red } = await run([SLOW, FLAPPING, named('10 %')], {
      server: { defects: ['random-500'] },
      settings: HURRIED,
    });
    expect(red.join('\n')).toMatch(/answered 500/);
  });

  it('does with the drivers of the environment what they can, and says why not', async () => {
    const wish = { environment: { faults: { driver: 'scale-down' as const }, hasAdmin: false } };
    const outcomes = await runApart([DOWN, FLAPPING, SLOW], wish);
    expect(outcomes.flatMap(({ red }) => red)).toEqual([]);
    expect(outcomes.flatMap(({ tests }) => tests.map(({ outcome }) => outcome))).toEqual([
      'passed',
      'passed',
      'skipped',
    ]);
    expect(outcomes[2]?.tests[0]?.skipReason).toBe(
      'scale-down: scaling mongodb can only do "down", not "latency"',
    );
  });

  it('is left out where no faults are allowed', async () => {
    const { tests } = await run([DOWN], { environment: { faults: null } });
    expect(tests.map(({ outcome, skipReason }) => [outcome, skipReason])).toEqual([
      ['skipped', 'embedded allows no faults'],
    ]);
  });
});
