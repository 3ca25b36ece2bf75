import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/model/ledger.ts';
import type { StabilityReport } from '../../../src/model/stability-report.ts';
import type { Colors } from '../../../src/report/terminal/colors.ts';
import { renderTerminal } from '../../../src/report/terminal/render.ts';
import { measureWidth } from '../../../src/report/terminal/width.ts';
import {
  buildFile,
  buildIteration,
  buildLedger,
  buildReport,
  buildTest,
} from '../../helpers/report-builder.ts';
import { hostileReport, hostileText } from '../hostile-report.ts';
import { buildRealisticNight } from '../realistic-night.ts';

const same = (text: string): string => text;
const PLAIN: Colors = { bold: same, red: same, green: same, yellow: same, dim: same, cyan: same };
const OUTPUTS = [
  'stability-report/report.html',
  'stability-report/report.md',
  'stability-report/report.json',
];

function render(report: StabilityReport, width = 80): string {
  return renderTerminal(report, { colors: PLAIN, width, outputs: OUTPUTS });
}

describe('the terminal summary', () => {
  it('tells a bad night on one screen', () => {
    expect(render(buildRealisticNight())).toBe(`\
❌ 1 test is failing, 3 are flaky, 1 incident
Evidence  4 of 5 iterations complete (iteration 3 is missing)
          iteration 3 missing: no report was found for this iteration → see
          whether its job crashed before the upload
          iteration 5 complete: declares 120 tests but holds 119
Failing   ✗✗·✗✗  tests.test_export::test_writes_header  4/4
Flaky     ✓✗·✗✓  tests.test_live.Tes…econnects[ws | "slow" @latest]  2/4  8–66 %
          ✓✗·✓✓  tests.test_live.TestLive::test_streams              1/4  1–45 %
          ✓✓·↻✓  tests.test_random::test_sample_is_spread            1/4  1–45 %
Incident  6 tests failed together in iteration 5: one event, not flakiness
Retries   Retries were on: 1 test passed only on a retry (1 execution); a green
          run hides this, and flakiness is under-counted
Power     4 clean iterations exclude only flake rates above 53 %; 29 runs would
          show a 10 % flake with 95 % probability (2 h 10 min of tests)
Gate      failed: 1 test is failing; iteration 3 is missing
Report    stability-report/report.html
          also .md and .json
`);
  });

  it('names all files in one line, those beside the first by their endings', () => {
    const paths = ['md', 'html', 'json', 'ctrf.json', 'csv', 'junit.xml'].map((end) => `out/report.${end}`);
    const show = (outputs: string[]): string =>
      renderTerminal(buildReport(), { colors: PLAIN, width: 80, outputs });
    expect(show(paths)).toMatch(
      /Report {4}out\/report\.md\n {10}also \.html, \.json, \.ctrf\.json, \.csv and \.junit\.xml\n$/,
    );
    expect(show(['out/report.md', 'out/reports.csv', 'away/report.json'])).toMatch(
      /also reports\.csv and away\/report\.json\n$/,
    );
    expect(show(['plain', 'other'])).toMatch(/Report {4}plain\n {10}also other\n$/);
  });

  it('tells a good night in a few lines', () => {
    expect(render(buildReport()).split('\n').slice(0, 2)).toEqual([
      '✅ The only test is stable',
      'Evidence  5 of 5 iterations complete',
    ]);
    expect(render(buildReport())).toContain('Gate      passed\n');
  });

  it('says which file or argument a problem is about, unless that is clear', () => {
    const problem = {
      code: 'not-junit',
      severity: 'error',
      path: 'in/results-2/unit/results-of-the-payment-service.xml',
      iteration: 2,
      message: 'not a JUnit report',
      advice: 'Look',
    } as const;
    const evidenceOf = (ledger: Partial<Ledger>): string[] =>
      render(buildReport({ ledger: buildLedger(ledger) }))
        .split('\n')
        .slice(2, 4)
        .map((line) => line.trim());
    const one = buildIteration(2, { files: [buildFile({ path: problem.path })], problems: [problem] });
    const two = { ...one, files: [...one.files, buildFile()] };
    expect(evidenceOf({ iterations: [one] })[0]).toBe('iteration 2 complete: not a JUnit report → Look');
    expect(evidenceOf({ iterations: [two] })).toEqual([
      'iteration 2 complete: in/results-2/…e-payment-service.xml: not a JUnit',
      'report → Look',
    ]);
    const lost = { ...one, files: [], problems: [{ ...problem, path: 'test-results-2' }] };
    expect(evidenceOf({ iterations: [lost] })[0]).toBe('iteration 2 complete: not a JUnit report → Look');
    const note = { ...two, problems: [{ ...problem, path: 'in/iteration-2/focus-stability.json' }] };
    expect(evidenceOf({ iterations: [note] })[0]).toBe('iteration 2 complete: not a JUnit report → Look');
    const stray = { ...problem, path: 'results-{1,2}.xml', iteration: null };
    expect(evidenceOf({ problems: [stray] })[0]).toBe('results-{1,2}.xml: not a JUnit report → Look');
    expect(evidenceOf({ problems: [{ ...stray, message: 'no results-{1,2}.xml' }] })[0]).toBe(
      'no results-{1,2}.xml → Look',
    );
  });

  it('lists tests that the gate counts as failing, whatever their verdict', () => {
    const notable = [
      buildTest({ verdict: 'failing', codes: 'RRRRR', id: 'a::dead' }),
      buildTest({ verdict: 'flaky', id: 'a::flaky' }),
      buildTest({ verdict: 'suspect', codes: '-F---', id: 'a::once' }),
      buildTest({ verdict: 'stable', codes: 'E----', id: 'a::lost' }),
    ];
    const lines = render(buildReport({ notable })).split('\n');
    expect(lines.slice(2, 6).map((line) => line.replace(/ {2}\d.*/, ''))).toEqual([
      'Failing   ↻↻↻↻↻  a::dead',
      '          ·✗···  a::once',
      '          ✗····  a::lost',
      'Flaky     ✓✓✗✓✓  a::flaky',
    ]);
  });

  it('names suspects when nothing is flaky', () => {
    const suspect = buildTest({ verdict: 'suspect', id: 'a::maybe' });
    expect(render(buildReport({ notable: [suspect] }))).toContain('Suspect   ✓✓✗✓✓  a::maybe  1/5  1–45 %');
  });

  it('says how many tests it does not show', () => {
    const notable = Array.from({ length: 30 }, (_, index) => buildTest({ id: `t${index}` }));
    expect(render(buildReport({ notable }))).toContain('… and 26 more tests');
  });

  it('colours only its own signs, after measuring', () => {
    const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const colors: Colors = {
      bold: mark('b'),
      red: mark('r'),
      green: mark('g'),
      yellow: mark('y'),
      dim: mark('d'),
      cyan: mark('c'),
    };
    const report = buildRealisticNight();
    const painted = renderTerminal(report, { colors, width: 80, outputs: OUTPUTS });
    expect(painted).toContain('<g>✓</g><r>✗</r>·<r>✗</r><g>✓</g>');
    expect(painted.replace(/<\/?[brgydc]>/g, '')).toBe(render(report));
  });

  it('fits its screen and carries no control character, whatever the names', () => {
    const columns = fc.oneof(fc.constant(80), fc.integer({ min: 40, max: 200 }));
    fc.assert(
      fc.property(
        hostileReport,
        columns,
        fc.array(hostileText, { maxLength: 7 }),
        (report, width, outputs) => {
          const text = renderTerminal(report, { colors: PLAIN, width, outputs });
          const lines = text.slice(0, -1).split('\n');
          expect(lines.length).toBeLessThanOrEqual(24);
          expect(lines.filter((line) => measureWidth(line) > width)).toEqual([]);
          expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
        },
      ),
      { seed: 8_001, numRuns: 150 },
    );
  });
});
