import { describe, expect, it } from 'vitest';
import { findHints, prepareHints, type HintSubject } from '../../src/diagnose/hints.ts';
import { chanceOfSeparation } from '../../src/diagnose/host-hints.ts';
import type { FailureReport } from '../../src/model/failure.ts';
import type { IterationEvidence } from '../../src/model/ledger.ts';
import type { Cluster, Hint } from '../../src/model/stability-report.ts';
import { buildIteration } from '../helpers/report-builder.ts';
import { buildMatrixFromCodes } from './matrix-from-codes.ts';

interface Scene extends Partial<HintSubject> {
  readonly codes: string;
  readonly durationsMs?: readonly number[];
  readonly hosts?: readonly (string | null)[];
  readonly timestamps?: readonly string[];
}

function hint({ codes, durationsMs, hosts, timestamps, ...subject }: Scene): Hint[] {
  const matrix = buildMatrixFromCodes({ codes: [codes], ...(durationsMs && { durationsMs: [durationsMs] }) });
  const evidence: IterationEvidence[] = matrix.iterations.map((iteration, column) =>
    buildIteration(iteration, {
      hostname: hosts?.[column] ?? null,
      timestamp: timestamps?.[column] ?? null,
    }),
  );
  return findHints(prepareHints(matrix, evidence), {
    test: 0,
    runs95: 22,
    failures: [],
    cluster: null,
    ...subject,
  });
}

function fail(iteration: number, message: string, text = ''): FailureReport {
  return { kind: 'failure', type: '', message, text, iteration, attempt: 1 };
}

function cluster(testCount: number): Cluster {
  return { id: 'C2', signature: 'x', example: 'x', failures: 9, tests: [], testCount, iterations: [1] };
}

const textsOf = (hints: readonly Hint[]) => hints.map(({ text }) => text);

describe('nothing to say', () => {
  it('about a test that failed without a pattern', () => {
    expect(hint({ codes: 'PPFPP', failures: [fail(3, 'AssertionError: no')], cluster: cluster(1) })).toEqual(
      [],
    );
  });
});

describe('worker', () => {
  it('names the iterations in which the worker died', () => {
    const failures = [
      fail(4, 'no'),
      fail(2, "worker 'gw1' crashed while running 'a'"),
      fail(5, '', 'The forked VM terminated without saying properly goodbye'),
    ];
    expect(hint({ codes: 'PFPFF', failures })).toEqual([
      {
        kind: 'worker-crash',
        text: 'The worker process died under it in iterations 2 and 5: look for a crash, for lack of memory and at the other tests of that worker',
      },
    ]);
  });
});

describe('setup', () => {
  it.each([
    [
      ['failed on setup with "x"', 'failed on setup with "y"'],
      'Always failed in its setup: look at its fixtures, not at its body',
    ],
    [
      ['failed on teardown with "x"', 'no'],
      'Failed 1 of 2 times in its teardown: look at its fixtures, not at its body',
    ],
    [
      ['failed on teardown with "x"', 'failed on setup with "x"', 'no'],
      'Failed 2 of 3 times in its setup or teardown: look at its fixtures, not at its body',
    ],
  ])('%j', (messages, text) => {
    expect(hint({ codes: 'FFPPP', failures: messages.map((message) => fail(1, message)) })).toEqual([
      { kind: 'setup', text },
    ]);
  });
});

describe('same cause', () => {
  it('counts the other tests of its cluster', () => {
    expect(hint({ codes: 'PFPPP', cluster: cluster(3) })).toEqual([
      { kind: 'same-cause', text: 'Its failure C2 is also that of 2 tests more: look for one cause' },
    ]);
    expect(textsOf(hint({ codes: 'PFPPP', cluster: cluster(2) }))).toEqual([
      'Its failure C2 is also that of one other test: look for one cause',
    ]);
  });
});

describe('retries', () => {
  it('tells that a retry hid it', () => {
    expect(hint({ codes: 'PRPRP' })).toEqual([
      {
        kind: 'retries',
        text: 'Passed only on a retry in iterations 2 and 4: without retries it would have failed',
      },
    ]);
  });
});

describe('duration', () => {
  const cases: readonly [string, readonly number[], string | null][] = [
    [
      'PFPFP',
      [1200, 30_012, 1100, 30_250, 1300],
      'Fails after about 30 s against 1.2 s when it passes: looks like a time-out of 30 s',
    ],
    [
      'PFPPP',
      [200, 60_004, 180, 190, 210],
      'Fails after about 60 s against 195 ms when it passes: looks like a time-out of 60 s',
    ],
    [
      'FFFFF',
      [30_001, 30_003, 30_002, 30_001, 30_002],
      'Fails after about 30 s: looks like a time-out of 30 s',
    ],
    [
      'PFPPP',
      [200, 7700, 180, 190, 210],
      'Fails after 7.7 s or more against 195 ms when it passes: looks like a time-out',
    ],
    [
      'PFPFP',
      [12_000, 20, 13_000, 35, 14_000],
      'Fails within 35 ms against 13 s when it passes: it breaks before its work begins',
    ],
    ['PFPPP', [900, 1200, 800, 850, 870], null],
    ['PFPPP', [10, 90, 11, 9, 10], null],
    ['PFPFP', [29_500, 30_100, 29_900, 30_200, 29_800], null],
    ['PFPPP', [100, 1, 110, 120, 100], null],
    // The time of a rescued iteration is that of the attempt that passed.
    ['PRPPP', [200, 60_004, 180, 190, 210], null],
  ];
  it.each(cases)('%s %j', (codes, durationsMs, text) => {
    const texts = hint({ codes, durationsMs })
      .filter(({ kind }) => kind === 'duration')
      .map((found) => found.text);
    expect(texts).toEqual(text === null ? [] : [text]);
  });
});

describe('host and hour', () => {
  it('separates machines', () => {
    expect(hint({ codes: 'FPFPP', hosts: ['a', 'b', 'a', 'b', 'b'] })).toEqual([
      { kind: 'host', text: 'Failed only on a and passed only on b (by accident 1 time in 10)' },
    ]);
  });

  it('says that one failing iteration is weak evidence', () => {
    expect(textsOf(hint({ codes: 'FPPPP', hosts: ['a', 'b', 'b', 'b', 'b'] }))).toEqual([
      'Failed only on a and passed only on b (weak evidence: by accident 1 time in 5)',
    ]);
  });

  it.each([
    ['one machine for every iteration separates always', ['a', 'b', 'c', 'd', 'e']],
    ['failing and passing on one machine', ['a', 'a', 'b', 'b', 'b']],
    ['all on one machine', ['a', 'a', 'a', 'a', 'a']],
    ['unknown machines', [null, null, null, null, null]],
  ])('nothing: %s', (_, hosts) => {
    expect(hint({ codes: 'FPPPP', hosts })).toEqual([]);
  });

  it('separates hours of the day, in the zone of the report', () => {
    const at = (hour: string) => `2026-03-01T${hour}:15:00+02:00`;
    const timestamps = ['02', '03', '02', '03', '03', '03'].map(at);
    expect(textsOf(hint({ codes: 'FPFPPP', timestamps }))).toEqual([
      'Failed only in the hour from 02:00 and passed only in the hour from 03:00 (by accident 1 time in 15)',
    ]);
  });

  it('counts the accidents exactly', () => {
    // Of the 10 pairs of 5 iterations only {1, 2} is all of one machine.
    expect(chanceOfSeparation(['a', 'a'], ['b', 'c', 'd'])).toBeCloseTo(1 / 10);
    expect(chanceOfSeparation(['a', 'b'], ['c', 'c', 'c'])).toBeCloseTo(1 / 10);
    // {1, 2} and {3, 4}.
    expect(chanceOfSeparation(['a', 'a'], ['b', 'b', 'c'])).toBeCloseTo(2 / 10);
    expect(chanceOfSeparation(['a'], ['b', 'c', 'd', 'e'])).toBe(1);
  });
});

it('puts what the failures say before what the iterations have in common', () => {
  const hints = hint({
    codes: 'FPFPR',
    failures: [fail(1, "worker 'gw0' crashed"), fail(3, 'failed on setup with "x"')],
    cluster: cluster(4),
    durationsMs: [30_000, 100, 30_000, 100, 100],
    hosts: ['a', 'b', 'a', 'b', 'a'],
  });
  expect(hints.map(({ kind }) => kind)).toEqual([
    'worker-crash',
    'setup',
    'same-cause',
    'duration',
    'host',
    'retries',
  ]);
});
