/** StabilityReport -> the files to write. */
import type { Format } from '../config/report-config.ts';
import type { WriteFile } from '../model/effect.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { renderCsv } from '../report/csv.ts';
import { renderCtrf } from '../report/ctrf.ts';
import { renderHtml } from '../report/html/render-html.ts';
import { renderJson } from '../report/json/render.ts';
import { renderMergedJunit } from '../report/junit.ts';
import { renderMarkdown } from '../report/markdown/render.ts';

export interface PlanOptions {
  readonly formats: readonly Format[];
  /** Most bytes of report.md. */
  readonly markdownBudget: number;
}

interface FormatFile {
  readonly format: Format;
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
