import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IterationState } from '../../../src/model/ledger.ts';
import type { Problem, ProblemCode, Severity } from '../../../src/model/problem.ts';
import type {
  FailOn,
  Headline,
  Hint,
  StabilityReport,
  TestRow,
} from '../../../src/model/stability-report.ts';
import { MOST_LISTED_TESTS, renderJson } from '../../../src/report/json/render.ts';
import {
  buildIteration,
  buildLedger,
  buildReport,
  buildRow,
  buildTest,
} from '../../helpers/report-builder.ts';
import { hostileReport } from '../hostile-report.ts';
import { buildRealisticNight } from '../realistic-night.ts';

const schemaFile = new URL('../../../src/report/json/report.schema.json', import.meta.url);
const validate = new Ajv2020({
  strict: true,
  allErrors: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
}).compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

function render(report: StabilityReport): string {
  return [...renderJson(report)].join('');
}

function expectValid(document: unknown): void {
  expect(validate(document) ? [] : validate.errors).toEqual([]);
}

/** Lists every member of a union; the compiler refuses one that is missing. */
function keysOf<Key extends string>(record: Record<Key, true>): Key[] {
  return Object.keys(record).filter((key): key is Key => key in record);
}

describe('report.json', () => {
  const text = render(buildRealisticNight());
  const document = JSON.parse(text);

  it('follows its schema', () => {
    expectValid(document);
  });

  it('names its version first and holds every test, one a line', () => {
    expect(text.startsWith('{"schemaVersion":1,"toolVersion":"0.1.0","headline":"failing"')).toBe(true);
    expect(document.tests).toHaveLength(119);
    const lines = text.split('\n').map((line) => line.replace(/,$/, ''));
    for (const test of document.tests) expect(lines).toContain(JSON.stringify(test));
    expect(document.omittedStable).toBe(0);
  });

  it('keeps everything known of a notable test', () => {
    expect(document.notable[2]).toMatchObject({
      id: 'tests.test_live.TestLive::test_streams',
      verdict: 'flaky',
      codes: 'PF-PP',
      ran: 4,
      failed: 1,
      low: 0.01,
      high: 0.45,
      durationsMs: [100, 110, null, 130, 140],
      cluster: 'C1',
      hints: [{ kind: 'order' }, { kind: 'duration' }],
      failures: [{ kind: 'failure', iteration: 2, attempt: 1 }],
    });
  });

  it('rounds figures, so that platforms agree, and knows null', () => {
    const rows = [
      buildRow({ score: 0.123_456_789, pFlaky: 1e-9, medianMs: 12.345_678, spreadMs: null, file: null }),
    ];
    const [row] = JSON.parse(render(buildReport({ rows }))).tests;
    expect(row).toMatchObject({
      score: 0.123457,
      pFlaky: 1e-9,
      medianMs: 12.346,
      spreadMs: null,
      file: null,
    });
  });

  it('tells two tests with the same codes and other scores apart', () => {
    const rows = [buildRow({ score: 0.25 }), buildRow({ score: 0.5 }), buildRow({ score: 0.25 })];
    const { tests } = JSON.parse(render(buildReport({ rows })));
    expect(tests.map(({ score }: TestRow) => score)).toEqual([0.25, 0.5, 0.25]);
  });

  it('does not depend on the order in which the analysis built its objects, nor on what else they carry', () => {
    const gate = { reasons: [], failOn: ['flaky'], passed: true, extra: 'private' } as const;
    const other = { passed: true, failOn: ['flaky'], reasons: [] } as const;
    expect(render(buildReport({ gate }))).toBe(render(buildReport({ gate: other })));
  });

  it('gives the same bytes for the same report', () => {
    expect(render(buildRealisticNight())).toBe(text);
  });

  it('is valid whatever the names', () => {
    fc.assert(
      fc.property(hostileReport, (hostile) => {
        const report = { ...hostile, totals: { ...hostile.totals, tests: hostile.notable.length } };
        const parsed = JSON.parse(render(report));
        expectValid(parsed);
        expect(parsed.tests.map(({ name }: TestRow) => name)).toEqual(
          [...report.rows].map(({ name }) => name),
        );
      }),
      { seed: 4_001, numRuns: 60 },
    );
  });

  it('knows every word of the model', () => {
    const codes = keysOf<ProblemCode>({
      'missing-iteration': true,
      unreadable: true,
      'not-junit': true,
      'empty-file': true,
      truncated: true,
      malformed: true,
      'unsafe-xml': true,
      'limit-reached': true,
      'count-mismatch': true,
      'odd-number': true,
      'fewer-cases': true,
      'no-cases': true,
      'all-skipped': true,
      'collection-errors': true,
      'overlapping-files': true,
      'reruns-on': true,
      'no-files': true,
      unassigned: true,
      'download-failed': true,
      'digest-mismatch': true,
      expired: true,
      'archive-damaged': true,
      'archive-refused': true,
      'not-started': true,
      'exit-code': true,
      killed: true,
      'timed-out': true,
      interrupted: true,
      'no-report': true,
      'stale-report': true,
      'output-after-report': true,
      'did-not-finish': true,
      'left-processes': true,
      'request-unmet': true,
      'not-kept': true,
    });
    const severities = keysOf<Severity>({ error: true, warning: true, note: true });
    const problems = codes.flatMap((code) =>
      severities.map((severity): Problem => ({
        code,
        severity,
        path: null,
        iteration: null,
        message: '',
        advice: '',
      })),
    );
    const states = keysOf<IterationState>({
      complete: true,
      incomplete: true,
      unreadable: true,
      missing: true,
    });
    const kinds = keysOf<Hint['kind']>({
      order: true,
      position: true,
      host: true,
      duration: true,
      'worker-crash': true,
      setup: true,
      retries: true,
      'same-cause': true,
    });
    const failOn = keysOf<FailOn>({
      failing: true,
      flaky: true,
      incomplete: true,
      'new-flaky': true,
      none: true,
    });
    const headlines = keysOf<Headline>({
      'no-evidence': true,
      failing: true,
      flaky: true,
      incident: true,
      incomplete: true,
      inconclusive: true,
      stable: true,
    });
    const iterations = states.map((state, index) => buildIteration(index + 1, { state }));
    const hints = kinds.map((kind) => ({ kind, text: '' }));
    for (const headline of headlines) {
      const report = buildReport({
        headline,
        gate: { passed: false, failOn, reasons: [] },
        ledger: buildLedger({ iterations, problems }),
        notable: [buildTest({ hints })],
      });
      expectValid(JSON.parse(render(report)));
    }
  });
});

describe('the schema', () => {
  it('refuses what it does not know', () => {
    const valid = JSON.parse(render(buildRealisticNight()));
    expect(validate({ ...valid, more: 1 })).toBe(false);
    expect(validate({ ...valid, tests: [{ ...valid.tests[0], more: 1 }] })).toBe(false);
    expect(validate({ ...valid, notable: [{ ...valid.notable[0], more: 1 }] })).toBe(false);
    expect(validate({ ...valid, tests: [{ ...valid.tests[0], verdict: 'odd' }] })).toBe(false);
    expect(validate({ ...valid, tests: valid.notable })).toBe(false);
  });

  it('describes every property', () => {
    const undescribed: string[] = [];
    const visit = (schema: Schema, path: string): void => {
      if (schema.description === undefined && schema.$ref === undefined) undescribed.push(path);
      for (const [name, inner] of Object.entries(schema.properties ?? {})) visit(inner, `${path}/${name}`);
      for (const [name, inner] of Object.entries(schema.$defs ?? {})) visit(inner, name);
    };
    visit(JSON.parse(readFileSync(schemaFile, 'utf8')), 'report');
    expect(undescribed).toEqual([]);
  });
});

describe('a suite above the limit', () => {
  const count = MOST_LISTED_TESTS + 1;
  const stable = buildRow();
  const odd = [
    buildRow({ id: 'flaky', codes: 'PPFPP' }),
    buildRow({ id: 'hit', codes: 'PPPPF', verdict: 'stable' }),
  ];

  function* manyRows(): Generator<TestRow> {
    yield* odd;
    for (let index = odd.length; index < count; index += 1) yield stable;
  }

  it('counts its plainly stable tests instead of listing them', () => {
    const { totals } = buildReport();
    const report = { ...buildReport({ totals: { ...totals, tests: count } }), rows: manyRows() };
    const document = JSON.parse(render(report));
    expectValid(document);
    expect(document.tests.map(({ id }: TestRow) => id)).toEqual(['flaky', 'hit']);
    expect(document.omittedStable).toBe(count - 2);
  });
});
