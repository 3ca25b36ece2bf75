/** StabilityReport -> the files to write, and what to say of those that could not be written. */
import type { WriteFile } from '../model/effect.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { renderCsv } from './csv.ts';
import { renderCtrf } from './ctrf.ts';
import { renderHtml } from './html/render-html.ts';
import { renderJson } from './json/render.ts';
import { renderMergedJunit } from './junit.ts';
import { renderMarkdown } from './markdown/render.ts';
import { joinWords } from './words.ts';

export interface PlanOptions {
  /** Names of FORMAT_FILES. */
  readonly formats: readonly string[];
  /** Most bytes of report.md. */
  readonly markdownBudget: number;
}

interface FormatFile {
  readonly format: string;
  readonly path: string;
  readonly purpose: string;
  readonly render: (report: StabilityReport, options: PlanOptions) => Iterable<string>;
}

/** One line per format; the order is the order of writing. */
export const FORMAT_FILES: readonly FormatFile[] = [
  {
    format: 'md',
    path: 'report.md',
    purpose: 'Markdown for people, summaries and comments',
    render: (report, { markdownBudget, formats }) => [
      renderMarkdown(report, {
        budgetBytes: markdownBudget,
        fullReport: formats.includes('html') ? 'report.html' : null,
      }),
    ],
  },
  { format: 'html', path: 'report.html', purpose: 'page with every test, searchable', render: renderHtml },
  { format: 'json', path: 'report.json', purpose: 'everything, for programs', render: renderJson },
  { format: 'ctrf', path: 'report.ctrf.json', purpose: 'Common Test Report Format', render: renderCtrf },
  { format: 'csv', path: 'report.csv', purpose: 'one line per test, for spreadsheets', render: renderCsv },
  {
    format: 'junit',
    path: 'report.junit.xml',
    purpose: 'one merged JUnit report',
    render: renderMergedJunit,
  },
];

/** Paths of the files that formats write. */
export function listReportFiles(formats: readonly string[]): string[] {
  return FORMAT_FILES.filter(({ format }) => formats.includes(format)).map(({ path }) => path);
}

export function planReport(report: StabilityReport, options: PlanOptions): WriteFile[] {
  return FORMAT_FILES.filter(({ format }) => options.formats.includes(format)).map(
    ({ path, purpose, render }) => ({
      kind: 'write-file',
      path,
      purpose,
      content: {
        [Symbol.iterator]: () => render(report, options)[Symbol.iterator](),
      },
    }),
  );
}

/** One line for each reason: what keeps one report from being written mostly keeps all. */
export function describeUnwritten(
  failed: readonly { readonly path: string; readonly reason: string }[],
): string[] {
  const paths = new Map<string, string[]>();
  for (const { path, reason } of failed) paths.set(reason, [...(paths.get(reason) ?? []), path]);
  return [...paths].map(([reason, names]) => `${joinWords(names)} could not be written: ${reason}`);
}
