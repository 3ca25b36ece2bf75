/** The report as GitHub-flavoured Markdown that never exceeds its budget of bytes. */
import type { StabilityReport } from '../../model/stability-report.ts';
import { takeFirstThatFits } from '../budget.ts';
import { renderClusters, renderIncidents } from './causes.ts';
import { renderCountsOnly } from './counts-only.ts';
import { renderDetails } from './details.ts';
import { renderLedger, renderVerdict } from './first-screen.ts';
import { renderSummary } from './summary.ts';
import { LADDER } from './level.ts';
import type { Level } from './level.ts';
import { renderLimits } from './limits.ts';
import { renderTestTables } from './tests.ts';
import { renderTiming } from './timing.ts';

export interface MarkdownOptions {
  /** Most bytes of UTF-8, at least 500; `Infinity` for no limit. */
  readonly budgetBytes: number;
  /** Path or https address of the full report, for the reader of a shortened one. */
  readonly fullReport?: string | null;
}

/** Markdown of at most `budgetBytes` bytes; what does not fit is left out whole and said to be missing. */
export function renderMarkdown(report: StabilityReport, options: MarkdownOptions): string {
  const fullReport = options.fullReport ?? null;
  const rungs = LADDER.map((level) => () => renderAtLevel(report, { level, fullReport }));
  return takeFirstThatFits([...rungs, () => renderCountsOnly(report, fullReport)], options.budgetBytes);
}

function renderAtLevel(
  report: StabilityReport,
  { level, fullReport }: { level: Level; fullReport: string | null },
): string {
  const sections = [
    renderVerdict(report),
    renderSummary(report, { level, fullReport }),
    renderLedger(report, level),
    ...renderTestTables(report, level),
    ...renderClusters(report, level),
    ...renderIncidents(report, level),
    ...renderTiming(report, level),
    ...renderLimits(report, level),
    ...renderDetails(report, level),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
