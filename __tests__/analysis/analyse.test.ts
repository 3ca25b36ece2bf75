import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure, isRun } from '../../src/model/outcome.ts';
import { renderMergedJunit } from '../../src/report/junit.ts';
import { describeVerdict, headlineSign } from '../../src/report/sentences.ts';
import { renderCtrf } from '../../src/report/ctrf.ts';
import { renderJson } from '../../src/report/json/render.ts';
import { analyseMemory, nightOf, stripsOf } from '../helpers/night.ts';

const many = (count: number, strip: string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${strip}${index}`, strip]));

describe('the analysis of a night', () => {
  it('calls an outage of one iteration an incident, and that iteration lost', async () => {
    const report = await analyseMemory(nightOf({ ...many(20, 'PPPFP'), a: 'PPPPP' }));
    expect(report.headline).toBe('incident');
    expect(report.incidents).toMatchObject([{ id: 'I1', kind: 'iteration', iteration: 4, testCount: 20 }]);
    expect(report.totals.verdicts).toMatchObject({ stable: 21, flaky: 0 });
    expect(report.notable.map(({ incidents }) => incidents)).toEqual(report.notable.map(() => ['I1']));
    expect(report.gate).toMatchObject({ passed: false, reasons: ['iteration 4 lost to an incident'] });
  });

  it('calls a broken suite failing, and its mass death one outage', async () => {
    const report = await analyseMemory(nightOf({ ...many(10, 'FFFFF'), ...many(30, 'PPPPP') }));
    expect(report.headline).toBe('failing');
    expect(report.incidents).toMatchObject([{ kind: 'outage', iteration: null, testCount: 10, share: 0.25 }]);
    expect(report.totals.verdicts).toMatchObject({ failing: 10, stable: 30 });
  });

  it('calls tests failing that an outage killed and retries rescued, in every format alike', async () => {
    const report = await analyseMemory(nightOf({ ...many(6, 'RRRRR'), ...many(40, 'PPPPP') }), {
      failOn: ['failing'],
    });
    expect(report.totals.verdicts).toMatchObject({ failing: 6, stable: 40 });
    expect([report.headline, headlineSign(report)]).toEqual(['failing', '❌']);
    expect(report.gate.reasons).toEqual(['6 tests failed in every iteration that ran them']);
    const { results } = JSON.parse([...renderCtrf(report)].join(''));
    expect(results.summary).toMatchObject({ passed: 40, failed: 6 });
    expect([...renderMergedJunit(report)].join('')).toContain('tests="46" failures="6"');
  });

  it('does not let one failing run of a single iteration pass', async () => {
    const report = await analyseMemory(nightOf({ a: 'F', b: 'P' }));
    expect(report.totals.verdicts).toMatchObject({ suspect: 1, inconclusive: 1 });
    expect(report.gate.passed).toBe(false);
  });

  it('is not calm about a test that passed once among nine failures', async () => {
    const report = await analyseMemory(nightOf({ a: 'FFFFFFFFFP', ...many(20, 'PPPPPPPPPP') }));
    expect(report.totals.verdicts).toMatchObject({ suspect: 1, stable: 20 });
    expect([report.headline, headlineSign(report), describeVerdict(report)]).toEqual([
      'inconclusive',
      '⚠️',
      '1 test is suspect',
    ]);
    expect(report.gate.passed).toBe(true);
  });

  it('has no incident, no verdict and no passed gate without evidence', async () => {
    const report = await analyseMemory([{ iteration: 1, content: '<html/>' }], { expectedIterations: 3 });
    expect(report).toMatchObject({
      headline: 'no-evidence',
      gate: { passed: false },
      incidents: [],
      notable: [],
    });
    expect(report.power).toMatchObject({ iterations: 0, hiddenRate95: 1, minutesFor10Percent: null });
  });

  it('groups failures of one cause over tests and iterations', async () => {
    const strips = { a: 'FPPPP', b: 'PFPPF', c: 'PPFPP' };
    const [cluster, ...others] = (await analyseMemory(nightOf(strips, { message: 'timeout after 31 ms' })))
      .clusters;
    expect(others).toEqual([]);
    expect(cluster).toMatchObject({ id: 'C1', failures: 4, testCount: 3, iterations: [1, 2, 3, 5] });
  });

  it('repeats a pytest test by its node id', async () => {
    const report = await analyseMemory(nightOf({ 'test_x[a b]': 'PFPPP' }));
    expect(report.notable[0]?.repro).toBe("pytest 'tests/test_a.py::test_x[a b]'");
  });

  it('adds up and gives the same bytes for any night', async () => {
    const strip = fc.string({ unit: fc.constantFrom(...'PFESR-'), minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(strip, { minLength: 1, maxLength: 25 }), async (strips) => {
        const night = nightOf(Object.fromEntries(strips.map((codes, index) => [`t${index}`, codes])));
        const report = await analyseMemory(night);
        const reported = strips.filter((codes) => codes !== '----');
        expect(Object.values(stripsOf(report.rows)).sort()).toEqual([...reported].sort());
        const total = Object.values(report.totals.verdicts).reduce((sum, count) => sum + count, 0);
        expect([report.totals.tests, total]).toEqual([reported.length, reported.length]);
        expect(report.totals.failures).toBe([...strips.join('')].filter(isFailure).length);
        for (const row of report.rows) expect(row.ran).toBe([...row.codes].filter(isRun).length);
        const text = (from: typeof report): string => [...renderJson(from)].join('');
        expect(text(await analyseMemory(night))).toBe(text(report));
      }),
      { seed: 17, numRuns: 60 },
    );
  });
});
