import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { surveyReport } from '../../../src/app/run/reporting.ts';
import { makeFolder } from '../../helpers/folder.ts';
import { ODD_REPORTS, type OddReport } from '../../helpers/odd-reports.ts';
import { runCli } from '../../helpers/run-cli.ts';
import { runSuite, type SuiteRun } from '../../runner/run-suite.ts';

const ALL = Object.entries(ODD_REPORTS);
const nameOf = ({ bytes }: OddReport): string => (bytes[0] === 0x1f ? 'given.xml.gz' : 'given.xml');

/** A suite that leaves this report and exits with 0. */
function leave(report: OddReport): Promise<SuiteRun> {
  const name = nameOf(report);
  const target = `now-${name}`;
  return runSuite({
    files: { [name]: report.bytes },
    command: [process.execPath, '-e', `require('fs').copyFileSync('${name}', '${target}')`],
    options: { reports: [target] },
  });
}

/** What the runner finds fault with, when the command exits with 0. */
function expectedProblems({ cases, failures, isComplete }: OddReport): readonly string[] {
  const told =
    failures === 0
      ? []
      : [
          `the command exited with 0 although ${failures === 1 ? '1 failure is' : `${failures} failures are`} reported`,
        ];
  return cases === 0 && isComplete ? [...told, 'the report has no test case'] : told;
}

describe('what the runner sees in a report', () => {
  it.each(ALL)('%s', async (_, report) => {
    const { cases, failures, isComplete, ids } = report;
    const { run } = await leave(report);
    expect(run.problems.map(({ message }) => message)).toEqual(expectedProblems(report));
    const survey = await surveyReport(run.reports[0] ?? '', true);
    expect(survey).toMatchObject({ cases, failures, isComplete });
    expect([...(survey?.ids ?? [])].sort()).toEqual(ids);
  });

  it('is what the report on it says', async () => {
    const folder = makeFolder(
      Object.fromEntries(
        ALL.map(([, report], index) => [
          nameOf(report).replace('given', `results-${index + 1}`),
          report.bytes,
        ]),
      ),
    );
    const { stderr } = await runCli(['report', '.', '--output-dir', 'out', '--formats', 'json'], folder);
    expect(stderr).not.toContain('internal error');
    const { ledger, tests } = JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8')) as {
      ledger: { iterations: { files: { cases: number; state: string }[]; failed: number }[] };
      tests: { id: string; codes: string }[];
    };
    const seen = ledger.iterations.map(({ files: [file], failed }, index) => ({
      cases: file?.cases,
      isComplete: file?.state === 'complete',
      failures: failed,
      ids: tests
        .filter(({ codes }) => codes[index] !== '-')
        .map(({ id }) => id)
        .sort(),
    }));
    const expected = ALL.map(([, { cases, isComplete, failures, ids }]) => ({
      cases,
      isComplete,
      failures,
      ids,
    }));
    expect(seen).toEqual(expected);
  });
});

describe('names of tests', () => {
  it('are the same in an output and in a report of any encoding', async () => {
    const xml = (name: string): string => `<testcase classname="t.a" name="${name}"/>`;
    const cases = ['test_größe', 'test_b', 'test_c[#x1B[31mred]'].map(xml).join('');
    const report = `<?xml version="1.0" encoding="ISO-8859-1"?><testsuite name="pytest">${cases}</testsuite>`;
    const { problems, events } = await runSuite({
      files: {
        'given.xml': Buffer.from(report, 'latin1'),
        'suite.cjs': `require('node:fs').copyFileSync('given.xml', process.env.FOCUS_STABILITY_JUNIT);
          for (const name of ['test_größe', 'test_b', 'test_c[red]']) console.log('t/a.py::' + name + ' PASSED');`,
      },
      command: [process.execPath, 'suite.cjs'],
      options: { preset: 'pytest' },
    });
    expect(events.filter(({ kind }) => kind === 'test-seen')).toHaveLength(3);
    expect(problems).toEqual([]);
  });
});
