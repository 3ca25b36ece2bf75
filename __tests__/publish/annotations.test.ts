import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAnnotations } from '../../src/publish/annotations.ts';
import { toCheckoutPath } from '../../src/publish/place.ts';
import { buildReport, buildTest } from '../helpers/report-builder.ts';
import { hostileReport, hostileText } from '../report/hostile-report.ts';
import { buildFailure } from '../report/realistic-night.ts';
import { buildContext, only, plan } from './world.ts';

const inTests = (path: string): boolean => path.startsWith('tests/');
const flaky = (overrides: Parameters<typeof buildTest>[0]): ReturnType<typeof buildReport> =>
  buildReport({ notable: [buildTest(overrides)] });

describe('an annotation', () => {
  it('stands at the line of the test file that the failure names', () => {
    const report = flaky({ file: 'tests/test_live.py', failures: [buildFailure(3)] });
    expect(planAnnotations(report, inTests)).toEqual([
      {
        kind: 'annotate',
        level: 'warning',
        path: 'tests/test_live.py',
        line: 42,
        title: 'flaky: tests.test_live.TestLive::test_streams',
        message: '✓✓✗✓✓ 1 of 5 failed, flake rate 1–45 %\nTimeoutError: no frame within 2.0 s',
      },
    ]);
  });

  it('finds the file in the command, or else takes the first one of the checkout', () => {
    const failures = [buildFailure(3, { text: 'at lib/a.ts:9:1\nat tests/live.test.ts:12:5' })];
    const at = (overrides: Parameters<typeof buildTest>[0]): unknown => {
      const [found] = planAnnotations(flaky({ failures, ...overrides }), inTests);
      return found === undefined ? null : `${found.path}:${found.line}`;
    };
    expect(at({})).toBe('tests/live.test.ts:12');
    expect(at({ repro: "pytest 'tests/test_b.py::test_b'" })).toBe('tests/test_b.py:null');
    expect(at({ file: './tests/live.test.ts' })).toBe('tests/live.test.ts:12');
    expect(at({ file: 'tests\\live.test.ts' })).toBe('tests/live.test.ts:12');
    expect(at({ failures: [] })).toBeNull();
  });

  it('never names a file outside of the checkout, and asks for none', () => {
    const asked: string[] = [];
    const text = [
      '/etc/passwd.py:1:',
      '../../secret.py:2:',
      'C:\\x\\y.py:3:',
      'a/../b.py:4:',
      '//host/x.py:5',
      '\\\\host\\x.py:5',
      'tests/../../x.py:6',
      '.\\..\\x.py:7',
      'a//b.py:8',
    ].join('\n');
    const report = flaky({ file: '/abs/x.py', failures: [buildFailure(3, { text })], repro: 'run ../x.py' });
    const found = planAnnotations(report, (path) => {
      asked.push(path);
      return true;
    });
    expect(found).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('takes only safe paths, whatever they are made of', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const path = toCheckoutPath(text);
        if (path === null) return;
        expect(path).not.toMatch(/^\/|\\|:|(^|\/)\.\.?(\/|$)|\/\/|\n/);
      }),
      { seed: 8_201, numRuns: 500 },
    );
  });

  it('is bounded: ten of a level, worst first, titles and messages within the limits', () => {
    const many = (verdict: 'failing' | 'flaky'): ReturnType<typeof buildTest>[] =>
      Array.from({ length: 15 }, (_, index) =>
        buildTest({ id: `${verdict} ${index}`, verdict, file: 'tests/a.py', failures: [buildFailure(3)] }),
      );
    const report = buildReport({
      notable: [...many('failing'), ...many('flaky'), buildTest({ verdict: 'suspect' })],
    });
    const found = planAnnotations(report, inTests);
    expect(found.map(({ level }) => level)).toEqual([
      ...Array(10).fill('error'),
      ...Array(10).fill('warning'),
    ]);
    expect(found[9]?.title).toBe('failing: failing 9');
    fc.assert(
      fc.property(hostileReport, (hostile) => {
        for (const { title, message } of planAnnotations(hostile, () => true)) {
          expect(title.length).toBeLessThanOrEqual(255);
          expect(title).not.toMatch(/[\n\r]/);
          expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4096);
        }
      }),
      { seed: 8_202, numRuns: 60 },
    );
  });
});

describe('the check run', () => {
  const settings = { checkRun: true, annotations: false };
  const check = (report: Parameters<typeof plan>[0]): unknown =>
    only(plan(report, { settings }), 'create-check-run')[0]?.conclusion;

  it('is off by default, and concludes what the gate says', () => {
    expect(only(plan(buildReport()), 'create-check-run')).toEqual([]);
    expect(check(buildReport())).toBe('success');
    expect(check(buildReport({ headline: 'flaky' }))).toBe('neutral');
    const gate = { passed: false, failOn: ['failing' as const], reasons: ['1 test is failing'] };
    expect(check(buildReport({ headline: 'failing', gate }))).toBe('failure');
  });

  it('carries at most 200 annotations and a summary within the limits', () => {
    const notable = Array.from({ length: 300 }, (_, index) =>
      buildTest({ id: `t${index}`, file: 'tests/a.py', failures: [buildFailure(3)] }),
    );
    const [found] = only(
      plan(buildReport({ headline: 'flaky', notable }), { settings, existingFiles: inTests }),
      'create-check-run',
    );
    expect(found?.annotations).toHaveLength(200);
    expect(found?.headSha).toBe(buildContext().sha);
    expect(Buffer.byteLength(found?.summary ?? '')).toBeLessThan(65_535 * 3);
    expect(found?.summary.length).toBeLessThan(65_535);
  });
});
