/** The job summary: the whole report as far as it fits, what publishing could not do, and where the rest is. */
import { clamp } from '../kit/numbers.ts';
import type { WriteSummary } from '../model/effect.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { countBytes, LEAST_BUDGET_BYTES } from '../report/budget.ts';
import { codeSpan } from '../report/escape.ts';
import { renderMarkdown } from '../report/markdown/render.ts';
import { linkRun, linkTo, showCommit, type PublishContext } from './context.ts';
import type { PublishSettings } from '../model/publish-settings.ts';

/** Over 1 MiB GitHub drops a summary whole; the reserve is for what others write into the same one. */
const MOST_BYTES = 1_048_576 - 48_576;
const LEAST_BYTES = 4 * LEAST_BUDGET_BYTES;

export interface SummaryInput {
  readonly report: StabilityReport;
  readonly context: PublishContext;
  readonly settings: Pick<PublishSettings, 'summaryBudget' | 'uploadReport' | 'reportArtifact'>;
  /** Finished Markdown, a sentence each. */
  readonly notes: readonly string[];
}

export function planSummary({ report, context, settings, notes }: SummaryInput): WriteSummary {
  const budget = clamp(settings.summaryBudget, LEAST_BYTES, MOST_BYTES);
  const list =
    notes.length === 0 ? '' : `\n### Publishing\n\n${notes.map((note) => `- ${note}`).join('\n')}\n`;
  const tail = `${list}\n${renderSource(context, settings)}\n`;
  const shortTail = `\n${renderSource(context, settings)}\n`;
  const end = countBytes(tail) <= budget / 2 ? tail : shortTail;
  const body = renderMarkdown(report, {
    budgetBytes: budget - countBytes(end),
    fullReport: addressOfReport(context, settings),
  });
  return { kind: 'write-summary', markdown: body + end };
}

/** Where the uploaded report can be fetched; null when it is not uploaded, or nobody knows where. */
export function addressOfReport(
  { publisherUrl }: PublishContext,
  { uploadReport }: Pick<PublishSettings, 'uploadReport'>,
): string | null {
  return uploadReport && publisherUrl !== null ? `${publisherUrl}#artifacts` : null;
}

/** One small line: the run, the commit, the workflow, and the artifact that holds everything. */
export function renderSource(
  context: PublishContext,
  settings: Pick<PublishSettings, 'uploadReport' | 'reportArtifact'>,
): string {
  const { sha } = context;
  const address = addressOfReport(context, settings);
  const parts = [
    linkRun(context),
    sha === null ? 'unknown commit' : `commit ${showCommit(sha)}`,
    `workflow ${codeSpan(context.workflow, 60)}`,
    ...(settings.uploadReport
      ? [`${linkTo('artifact', address)} ${codeSpan(settings.reportArtifact, 60)}`]
      : []),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}
