/** The report as GitHub-flavoured Markdown that never exceeds its budget of bytes. */
import type { StabilityReport } from '../../model/stability-report.ts';
import { countBytes, takeFirstThatFits } from '../budget.ts';
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
  const rungs = LADDER.map(
    (level) => (budgetBytes: number) => joinWithin(renderAtLevel(report, { level, fullReport }), budgetBytes),
  );
  return takeFirstThatFits([...rungs, () => renderCountsOnly(report, fullReport)], options.budgetBytes);
}

/** The sections in their order, each made when it is asked for. */
function* renderAtLevel(
  report: StabilityReport,
  { level, fullReport }: { level: Level; fullReport: string | null },
): Generator<string> {
  yield renderVerdict(report);
  yield renderSummary(report, { level, fullReport });
  yield renderLedger(report, level);
  yield* renderTestTables(report, level);
  yield* renderClusters(report, level);
  yield* renderIncidents(report, level);
  yield* renderTiming(report, level);
  yield* renderLimits(report, level);
  yield* renderDetails(report, level);
}

/** Null, without making the rest, when the sections need more than the budget. */
function joinWithin(sections: Iterable<string>, budgetBytes: number): string | null {
  const kept: string[] = [];
  let bytes = -1;
  for (const section of sections) {
    if (section === '') continue;
    bytes += countBytes(section) + 2;
    if (bytes > budgetBytes) return null;
    kept.push(section);
  }
  return `${kept.join('\n\n')}\n`;
}
