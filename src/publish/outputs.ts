/** The outputs of the Action. action.yml and the README are made from this table. */
import type { SetOutput } from '../model/effect.ts';
import type { IterationState } from '../model/ledger.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { roundFigure } from '../report/figures.ts';
import { renderOutputJson } from './output-json.ts';
import type { PublishSettings } from '../model/publish-settings.ts';

type OutputSettings = Pick<PublishSettings, 'outputDir' | 'reportFiles'>;

export interface Output {
  readonly name: string;
  /** One sentence without a final full stop. */
  readonly description: string;
  readonly value: (report: StabilityReport, settings: OutputSettings) => string;
}

export const OUTPUTS: readonly Output[] = [
  {
    name: 'verdict',
    description:
      'Verdict on the whole night: `no-evidence`, `failing`, `flaky`, `incident`, `incomplete`, `inconclusive` or `stable`',
    value: ({ headline }) => headline,
  },
  {
    name: 'gate',
    description: '`passed` or `failed`',
    value: ({ gate }) => (gate.passed ? 'passed' : 'failed'),
  },
  {
    name: 'flaky-count',
    description: 'Number of flaky tests',
    value: ({ totals }) => `${totals.verdicts.flaky}`,
  },
  {
    name: 'failing-count',
    description: 'Number of failing tests',
    value: ({ totals }) => `${totals.verdicts.failing}`,
  },
  {
    name: 'suspect-count',
    description: 'Number of tests that may be flaky',
    value: ({ totals }) => `${totals.verdicts.suspect}`,
  },
  { name: 'test-count', description: 'Number of tests', value: ({ totals }) => `${totals.tests}` },
  {
    name: 'incident-count',
    description: 'Number of mass failures that count as one event each',
    value: ({ incidents }) => `${incidents.length}`,
  },
  {
    name: 'missing-iterations',
    description: 'Iterations without any readable report, separated by commas; empty when there is none',
    value: (report) => listIterations(report, ['missing', 'unreadable']),
  },
  {
    name: 'incomplete-iterations',
    description: 'Iterations of which a part of the evidence lacks, separated by commas',
    value: (report) => listIterations(report, ['incomplete']),
  },
  {
    name: 'score',
    description: 'Highest score of a flaky test, 0 to 1: how likely its flake fails the next execution',
    value: ({ notable }) =>
      `${roundFigure(notable.reduce((most, { verdict, score }) => (verdict === 'flaky' ? Math.max(most, score) : most), 0))}`,
  },
  {
    name: 'report-path',
    description: 'Folder that the report was written to',
    value: (_report, { outputDir }) => outputDir,
  },
  {
    name: 'report-html',
    description: 'Path of `report.html`; empty when it was not written',
    value: (_report, settings) => pathOf('report.html', settings),
  },
  {
    name: 'report-json',
    description: 'Path of `report.json`; empty when it was not written',
    value: (_report, settings) => pathOf('report.json', settings),
  },
  {
    name: 'report-markdown',
    description: 'Path of `report.md`; empty when it was not written',
    value: (_report, settings) => pathOf('report.md', settings),
  },
  {
    name: 'json',
    description:
      'The most important facts as JSON of less than 100 kB: verdict, gate, counts, iterations, worst tests, incidents',
    value: renderOutputJson,
  },
];

export function planOutputs(report: StabilityReport, settings: OutputSettings): SetOutput[] {
  return OUTPUTS.map(({ name, value }) => ({ kind: 'set-output', name, value: value(report, settings) }));
}

function listIterations({ ledger }: StabilityReport, states: readonly IterationState[]): string {
  return ledger.iterations
    .filter(({ state }) => states.includes(state))
    .map(({ iteration }) => iteration)
    .join(',');
}

function pathOf(file: string, { outputDir, reportFiles }: OutputSettings): string {
  if (!reportFiles.includes(file)) return '';
  return outputDir.endsWith('/') ? outputDir + file : `${outputDir}/${file}`;
}
