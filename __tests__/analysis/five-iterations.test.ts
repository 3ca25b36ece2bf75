import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { collectPaths } from '../../src/collect/paths/collect-paths.ts';
import { VERSION } from '../../src/config/version.ts';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import { renderJson } from '../../src/report/json/render.ts';
import { renderMarkdown } from '../../src/report/markdown/render.ts';
import { DEFAULTS, stripsOf } from '../helpers/night.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLE = join(ROOT, 'sample-reports', 'five-iterations');

async function analyseSample(): Promise<StabilityReport> {
  const collected = await collectPaths(['sample-reports/five-iterations'], {
    cwd: ROOT,
    iterationPattern: null,
  });
  return analyse(collected, { ...DEFAULTS, failOn: [], toolVersion: VERSION });
}
const report = await analyseSample();
const short = (id: string): string => id.replace(/^.*\.(?=\w+::)/, '');

describe('the five iterations', () => {
  it('render as expected.md and expected.json, byte for byte (`npm run sample` writes them)', () => {
    const markdown = renderMarkdown(report, { budgetBytes: 1_000_000, fullReport: 'report.html' });
    expect(markdown).toBe(readFileSync(join(SAMPLE, 'expected.md'), 'utf8'));
    expect([...renderJson(report)].join('')).toBe(readFileSync(join(SAMPLE, 'expected.json'), 'utf8'));
  });

  it('show every kind of flake that was built in, and nothing else', () => {
    const flaky = report.notable.filter(({ verdict }) => verdict === 'flaky');
    expect(Object.fromEntries(flaky.map(({ id, codes }) => [short(id), codes]))).toEqual({
      'TestLiveStreaming::test_first_frame_arrives_in_time': 'PPFPP',
      'TestJobWindows::test_first_window_is_free': 'PFPPF',
      'TestLiveMetadata::test_prr_is_positive': 'FPPPF',
      'TestLiveMetadata::test_dx_is_positive': 'FPPPF',
      'TestLatency::test_telemetry_is_complete': 'PFPPP',
      'TestLiveStreaming::test_reconnects_after_a_drop': 'PPRPR',
    });
    expect(report.notable.filter(({ verdict }) => verdict === 'failing').map(({ id }) => short(id))).toEqual([
      'TestMaxWindows::test_window_31_is_rejected',
    ]);
    expect(Object.keys(stripsOf(report.rows))).toHaveLength(54);
  });

  it('are one incident in iteration 4, with one cause, and no flake of the tests it hit', () => {
    expect(report.incidents).toHaveLength(1);
    expect(report.incidents[0]).toMatchObject({ kind: 'iteration', iteration: 4, testCount: 13 });
    expect(report.incidents[0]?.signature).toContain('Max retries exceeded');
    const hit = report.notable.filter(({ incidents }) => incidents.length > 0);
    expect(hit.map(({ verdict }) => verdict)).toEqual(hit.map(() => 'stable'));
    expect(report.clusters[0]).toMatchObject({ testCount: 13, iterations: [4] });
  });

  it('find the polluter of the order-dependent test', () => {
    const victim = report.notable.find(({ id }) => id.endsWith('test_first_window_is_free'));
    const hint = victim?.hints.find(({ kind }) => kind === 'order');
    expect(hint?.text).toContain('test_windows_are_numbered_without_gaps');
    expect(victim?.repro).toBe(
      "pytest 'be_focus_server_tests/integration/test_job_windows.py::TestJobWindows::test_first_window_is_free'",
    );
  });

  it('say that retries were on', () => {
    expect(report.retryHiding).toEqual({ tests: 1, rescued: 2, retriesSeen: true });
  });
});
