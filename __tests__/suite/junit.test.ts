import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/suite/api/names.ts';
import { cleanXml } from '../../src/kit/xml.ts';
import { writeJUnit } from '../../src/suite/engine/write-junit.ts';
import type { SuiteFailure, SuiteResult, TestOutcome, TestResult } from '../../src/suite/types/result.ts';
import { listReport } from '../helpers/read-report.ts';

const CODES: Readonly<Record<TestOutcome, string>> = { passed: 'P', failed: 'F', errored: 'E', skipped: 'S' };

function testResult(facts: Partial<TestResult>): TestResult {
  const name = facts.name ?? 'accepts 1024';
  return {
    id: idOf('nfft', name),
    name,
    tags: [],
    xray: [],
    outcome: 'passed',
    durationMs: 0,
    failures: [],
    skipReason: '',
    metrics: [],
    attachments: [],
    log: '',
    ...facts,
  };
}

function suiteResult(name: string, tests: readonly TestResult[]): SuiteResult {
  return {
    name,
    title: `suite ${name}`,
    xray: ['PZ-1'],
    startedAt: 0,
    durationMs: 1,
    tests,
    processes: 1,
    remarks: [],
  };
}

const write = (...suites: SuiteResult[]): string => [...writeJUnit(suites)].join('');

describe('the JUnit report', () => {
  it('has what Xray and a person look for', () => {
    const test = testResult({
      tags: ['smoke', 'nfft'],
      xray: ['PZ-13'],
      outcome: 'failed',
      durationMs: 12.5,
      failures: [{ kind: 'failure', type: 'AssertionError', message: '1 < 2', text: 'at a.ts:1' }],
      metrics: [{ name: 'latencyMs', value: 3.25 }],
      attachments: ['suites/nfft/attachments/samples.json'],
      log: 'asked & answered',
    });
    expect(write(suiteResult('nfft', [test]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="focus-stability suites" tests="1" failures="1" errors="0" skipped="0" time="0.012500">
<testsuite name="suite nfft" tests="1" failures="1" errors="0" skipped="0" time="0.012500" timestamp="1970-01-01T00:00:00.000Z">
<testcase classname="nfft" name="accepts 1024" time="0.012500">
<properties>
<property name="test_key" value="PZ-13"/>
<property name="requirements" value="PZ-1"/>
<property name="tags" value="smoke,nfft"/>
<property name="metric.latencyMs" value="3.25"/>
</properties>
<failure message="1 &lt; 2" type="AssertionError">at a.ts:1</failure>
<system-out>asked &amp; answered
[[ATTACHMENT|suites/nfft/attachments/samples.json]]</system-out>
</testcase>
</testsuite>
</testsuites>
`);
  });

  it('keeps the end of a long log', () => {
    const log = `${'x'.repeat(100_000)}the end`;
    const text = write(suiteResult('nfft', [testResult({ log })]));
    expect(text.length).toBeLessThan(70_000);
    expect(text).toContain('characters left out)\n');
    expect(text).toContain('the end</system-out>');
  });
});

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
/** As the API makes them, see checkName. */
const nameText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => `n${cleanXml(text).replaceAll(/\s+/g, ' ')}n`);
const failure: fc.Arbitrary<SuiteFailure> = fc.record({
  kind: fc.constantFrom('failure' as const, 'error' as const),
  type: anyText,
  message: anyText,
  text: anyText,
});

function outcomeOf(failures: readonly SuiteFailure[], skipped: boolean): TestOutcome {
  if (failures.some(({ kind }) => kind === 'error')) return 'errored';
  if (failures.length > 0) return 'failed';
  return skipped ? 'skipped' : 'passed';
}

const anyTest = fc
  .record({
    name: nameText,
    tags: fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 2 }),
    xray: fc.array(fc.stringMatching(/^PZ-[0-9]{1,4}$/), { maxLength: 2 }),
    micros: fc.integer({ min: 0, max: 10_000_000 }),
    failures: fc.array(failure, { maxLength: 3 }),
    skipped: fc.boolean(),
    metrics: fc.array(fc.record({ name: anyText, value: fc.oneof(fc.double({ noNaN: true }), anyText) }), {
      maxLength: 3,
    }),
    log: anyText,
    attachments: fc.array(fc.stringMatching(/^[a-z]{1,8}\.json$/), { maxLength: 2 }),
  })
  .map(({ micros, skipped, ...facts }) =>
    testResult({ ...facts, durationMs: micros / 1000, outcome: outcomeOf(facts.failures, skipped) }),
  );

/** What our reader makes of it: line ends and colours are normalised, texts are trimmed. */
const read = (text: string): string => cleanXml(text);

describe('a report written by us', () => {
  it('is read back by us to the same results', async () => {
    const property = fc.asyncProperty(
      fc.uniqueArray(anyTest, { selector: ({ name }) => name, maxLength: 6 }),
      async (tests) => {
        const report = await listReport(write(suiteResult('focus-server.nfft', tests)));
        expect(report.problems).toEqual([]);
        expect(report.facts).toMatchObject({
          cases: tests.length,
          declared: tests.length,
          state: 'complete',
        });
        expect(report.cases.map(({ scope, name, code }) => [scope, name, code])).toEqual(
          tests.map(({ name, outcome }) => ['focus-server.nfft', name, CODES[outcome]]),
        );
        for (const [index, test] of tests.entries()) {
          const { durationMs, detail } = report.cases[index] ?? { durationMs: -1, detail: null };
          expect(durationMs).toBeCloseTo(test.durationMs, 6);
          expect(detail?.failures.filter(({ kind }) => kind !== 'skipped') ?? []).toEqual(
            test.failures.map(({ kind, type, message, text }) => ({
              kind,
              type: read(type),
              message: read(message),
              text: read(text).trim(),
            })),
          );
          const values = [
            ['test_key', test.xray.join(',')],
            ['requirements', 'PZ-1'],
            ['tags', test.tags.join(',')],
            ...test.metrics.map(({ name, value }) => [`metric.${read(name)}`, read(String(value))]),
          ].filter(([, value]) => value !== '');
          expect(detail?.properties.map(({ name, value }) => [name, value]) ?? []).toEqual(values);
          const told = [read(test.log), ...test.attachments.map((path) => `[[ATTACHMENT|${path}]]`)];
          if (test.failures.length > 0)
            expect(detail?.output).toBe(
              told
                .filter((line) => line !== '')
                .join('\n')
                .trim(),
            );
        }
      },
    );
    await fc.assert(property, { seed: 20251122, numRuns: 300 });
  });
});
