/** Reports made of the worst strings and sizes that an attacker or an accident could bring. */
import fc from 'fast-check';
import type { IterationEvidence, IterationState } from '../../src/model/ledger.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Cluster, Incident, StabilityReport, TestReport } from '../../src/model/stability-report.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { buildIteration, buildReport, buildTest } from '../helpers/report-builder.ts';

const TOKENS = [
  ['`', '``', '```', '|', '\\', '\\|', '\n', '\r\n', '\t', ' ', '  ', '@', '@octocat', '@org/team'],
  ['#1', '#123', 'owner/repo#1', 'GH-12', 'a1b2c3d4e5f6a7b8', 'deadbeef', '0123456', '1.', '-', '+', '='],
  ['<', '>', '&', '&amp;', '&#64;x', '<script>alert(1)</script>', '<!--', '-->', '</details>', '<img src=x>'],
  ['https://evil.example/x', 'www.evil.example', 'mailto:a@b.example', 'user@host.example', '<http://a.b>'],
  ['[x](http://y.z)', '![x](y)', '[^1]', '*', '**', '_', '~~', '$x$', ':smile:', '---', '# title', '> q'],
  [
    '\u0000',
    '\u0007',
    '\u001B[31m',
    '\u001B]0;title\u0007',
    '\u0085',
    '\u2028',
    '\uFEFF',
    '\u200B',
    '\u00AD',
  ],
  ['\u202E', '\u2066', '\u061C', '\uD800', '\uDC00', '\uFFFE', '\u{E0041}', '::error::', '%0A', '__proto__'],
  ['é', 'e\u0301', '测试', 'テスト', '👩‍❤️‍👩', '🇬🇧', '⚠️', 'نص', '=1+1', '-1', '+1', "'", '"', "''", '(', ')'],
  [
    'plain',
    'words',
    'of',
    'a',
    'sentence.',
    'tests.test_live::test_x',
    'x[a-b c]',
    '../../etc/passwd',
    '12 %',
  ],
].flat();

/** Short pieces in every order, ordinary text, and now and then something very long. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...TOKENS), { maxLength: 8 }).map((parts) => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...TOKENS), { maxLength: 8 }).map((parts) => parts.join(' ')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(...TOKENS).map((token) => token.repeat(10_000 / token.length)) },
);

const codesOf = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('P', 'F', 'E', 'R', 'S', '-'), minLength: length, maxLength: length });

const manyLines = fc
  .tuple(fc.constantFrom(...TOKENS), fc.nat(300))
  .map(([text, count]) => `${text}\n`.repeat(count));

const hostileTest = (columns: number): fc.Arbitrary<TestReport> =>
  fc
    .record({
      id: hostileText,
      classname: hostileText,
      name: hostileText,
      file: fc.option(hostileText),
      codes: codesOf(columns),
      verdict: fc.constantFrom<Verdict>(...VERDICTS),
      medianMs: fc.option(fc.double({ min: 0, max: 1e10, noNaN: true })),
      cluster: fc.option(hostileText),
      incidents: fc.array(hostileText, { maxLength: 5 }),
      repro: fc.option(hostileText),
      hints: fc.array(fc.record({ kind: fc.constant('order' as const), text: hostileText }), {
        maxLength: 3,
      }),
      failures: fc.array(
        fc.record({
          kind: fc.constantFrom('failure', 'error', 'flakyFailure', 'rerunError', 'skipped'),
          type: hostileText,
          message: hostileText,
          text: fc.oneof(hostileText, manyLines),
          iteration: fc.integer({ min: 1, max: Math.max(1, columns) }),
          attempt: fc.integer({ min: 1, max: 3 }),
        }),
        { maxLength: 4 },
      ),
      failuresOmitted: fc.nat(1e9),
      properties: fc.array(fc.record({ name: hostileText, value: hostileText }), { maxLength: 2 }),
    })
    .map((test) => buildTest(test));

const hostileProblem: fc.Arbitrary<Problem> = fc.record({
  code: fc.constantFrom('truncated', 'malformed', 'reruns-on'),
  severity: fc.constantFrom('error', 'warning', 'note'),
  path: fc.option(hostileText),
  iteration: fc.option(fc.integer({ min: 1, max: 1e9 })),
  message: hostileText,
  advice: hostileText,
});

const hostileIteration = (iteration: number): fc.Arbitrary<IterationEvidence> =>
  fc
    .record({
      state: fc.constantFrom<IterationState>('complete', 'incomplete', 'unreadable', 'missing'),
      tests: fc.nat(1e9),
      durationMs: fc.double({ min: 0, max: 1e12, noNaN: true }),
      timestamp: fc.option(hostileText),
      problems: fc.array(hostileProblem, { maxLength: 8 }),
    })
    .map((evidence) => buildIteration(iteration, evidence));

const hostileCluster: fc.Arbitrary<Cluster> = fc.record({
  id: hostileText,
  signature: hostileText,
  example: hostileText,
  failures: fc.nat(1e9),
  tests: fc.array(hostileText, { maxLength: 50 }),
  testCount: fc.nat(1e9),
  iterations: fc.uniqueArray(fc.integer({ min: 1, max: 99 })).map((list) => list.sort((a, b) => a - b)),
});

const hostileIncident: fc.Arbitrary<Incident> = fc.record({
  id: hostileText,
  kind: fc.constantFrom('iteration', 'outage'),
  iteration: fc.option(fc.integer({ min: 1, max: 1e9 })),
  tests: fc.array(hostileText, { maxLength: 50 }),
  testCount: fc.nat(1e9),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  signature: fc.option(hostileText),
});

const verdictCounts = fc.record({
  failing: fc.nat(1e9),
  flaky: fc.nat(1e9),
  suspect: fc.nat(1e9),
  new: fc.nat(1e9),
  inconclusive: fc.nat(1e9),
  skipped: fc.nat(1e9),
  stable: fc.nat(1e9),
});

export const hostileReport: fc.Arbitrary<StabilityReport> = fc.nat(40).chain((columns) =>
  fc
    .record({
      headline: fc.constantFrom(
        'no-evidence',
        'failing',
        'flaky',
        'incident',
        'incomplete',
        'inconclusive',
        'stable',
      ),
      toolVersion: hostileText,
      gate: fc.record({
        passed: fc.boolean(),
        failOn: fc.constant(['failing' as const]),
        reasons: fc.array(hostileText, { maxLength: 8 }),
      }),
      ledger: fc.record({
        expected: fc.nat(1e5),
        iterations: fc.tuple(...Array.from({ length: columns }, (_, index) => hostileIteration(index + 1))),
        problems: fc.array(hostileProblem, { maxLength: 5 }),
      }),
      totals: fc.record({
        tests: fc.nat(1e9),
        verdicts: verdictCounts,
        failures: fc.nat(1e9),
        durationMs: fc.double({ min: 0, max: 1e12, noNaN: true }),
        costMinutesPerMonth: fc.double({ min: 0, max: 1e9, noNaN: true }),
      }),
      notable: fc.array(hostileTest(columns), { maxLength: 12 }),
      clusters: fc.array(hostileCluster, { maxLength: 4 }),
      incidents: fc.array(hostileIncident, { maxLength: 3 }),
    })
    .map((parts) =>
      buildReport({ ...parts, rows: parts.notable, slowest: parts.notable.slice(0, 10), mostVariable: [] }),
    ),
);
