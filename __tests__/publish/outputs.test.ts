import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTPUTS, planOutputs } from '../../src/publish/outputs.ts';
import { buildReport } from '../helpers/report-builder.ts';
import { hostileReport } from '../report/hostile-report.ts';
import { buildRealisticNight } from '../report/realistic-night.ts';
import { only, plan, SETTINGS } from './world.ts';

function outputs(...args: Parameters<typeof planOutputs>): Record<string, string> {
  return Object.fromEntries(planOutputs(...args).map(({ name, value }) => [name, value]));
}

describe('the outputs', () => {
  it('say what a later step asks for', () => {
    const { json = '', ...rest } = outputs(buildRealisticNight(), SETTINGS);
    expect(rest).toEqual({
      verdict: 'failing',
      gate: 'failed',
      'flaky-count': '3',
      'failing-count': '1',
      'suspect-count': '0',
      'test-count': '119',
      'incident-count': '1',
      'missing-iterations': '3',
      'incomplete-iterations': '',
      score: '0.5',
      'report-path': 'stability-report',
      'report-html': 'stability-report/report.html',
      'report-json': 'stability-report/report.json',
      'report-markdown': 'stability-report/report.md',
    });
    expect(JSON.parse(json)).toMatchObject({
      schemaVersion: 1,
      verdict: 'failing',
      counts: { tests: 119, flaky: 3 },
      tests: [{ verdict: 'failing', codes: 'FF-FF' }, { low: 0.0757 }, {}, {}],
      testsOmitted: 0,
    });
  });

  it('are empty for files that were not written', () => {
    const { 'report-html': html, score } = outputs(buildReport(), {
      outputDir: 'out/',
      reportFiles: ['report.json'],
    });
    expect([html, score]).toEqual(['', '0']);
    expect(outputs(buildReport(), { outputDir: 'out/', reportFiles: ['report.json'] })['report-json']).toBe(
      'out/report.json',
    );
  });

  it('are named and described for action.yml', () => {
    expect(new Set(OUTPUTS.map(({ name }) => name)).size).toBe(OUTPUTS.length);
    for (const { name, description } of OUTPUTS) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(description).toMatch(/^[A-Z`].*[^.]$/);
    }
  });

  it('hold JSON of less than 100 kB, whatever the night was', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const { json = '' } = outputs(report, SETTINGS);
        expect(Buffer.byteLength(json)).toBeLessThan(100_000);
        expect(JSON.parse(json)).toMatchObject({ verdict: report.headline });
      }),
      { seed: 8_301, numRuns: 60 },
    );
  });
});

describe('the badge', () => {
  const badge = (report: Parameters<typeof plan>[0]): unknown => {
    const [file] = only(plan(report), 'write-file');
    return file === undefined ? null : JSON.parse([...file.content].join(''));
  };

  it('is what shields.io reads', () => {
    expect(badge(buildRealisticNight())).toEqual({
      schemaVersion: 1,
      label: 'stability',
      message: '1 failing, 3 flaky',
      color: 'red',
    });
    expect(badge(buildReport())).toMatchObject({ message: 'stable', color: 'brightgreen' });
    expect(badge(buildReport({ headline: 'no-evidence' }))).toMatchObject({ message: 'no evidence' });
    expect(only(plan(buildReport(), { settings: { badge: false } }), 'write-file')).toEqual([]);
  });
});

describe('the uploaded report', () => {
  it('holds the files of the report and the badge', () => {
    expect(only(plan(buildReport()), 'upload-artifact')).toEqual([
      {
        kind: 'upload-artifact',
        name: 'stability-report',
        files: ['report.md', 'report.html', 'report.json', 'badge.json'],
      },
    ]);
    expect(only(plan(buildReport(), { settings: { uploadReport: false } }), 'upload-artifact')).toEqual([]);
  });
});
