/** The counts, what a shortened report does not contain, and where the rest is. */
import type { StabilityReport } from '../../model/stability-report.ts';
import { codeSpan } from '../escape.ts';
import { describeCounts } from '../sentences.ts';
import { joinWords, plural } from '../words.ts';
import { detailedTests } from './details.ts';
import { groupAlike } from './excerpt.ts';
import type { Level } from './level.ts';
import { countTestRows } from './tests.ts';

const PLAIN_ADDRESS = /^https:\/\/[\w./~:?#=&%+-]{1,500}$/;

/** One line: the counts, where everything is told, and what this report leaves out. */
export function renderSummary(
  report: StabilityReport,
  { level, fullReport }: { level: Level; fullReport: string | null },
): string {
  const left = listLeftOut(report, level);
  const shortened = left.length === 0 ? '' : `shortened to fit; left out: ${joinWords(left)}`;
  const parts = [describeCounts(report), renderReference(fullReport), shortened];
  return parts.filter((part) => part !== '').join(' · ');
}

/** `full report: …` with a link for an https address, else the path; empty for null. */
export function renderReference(fullReport: string | null): string {
  if (fullReport === null || fullReport === '') return '';
  if (PLAIN_ADDRESS.test(fullReport)) return `[full report](${fullReport})`;
  return `full report: ${codeSpan(fullReport)}`;
}

function listLeftOut(report: StabilityReport, level: Level): string[] {
  const counts = [
    { count: countTexts(report, level), word: 'failure text' },
    { count: Math.max(0, detailedTests(report).length - level.details), word: 'folded section' },
    { count: countRows(report, level), word: 'table row' },
  ];
  const left = counts.filter(({ count }) => count > 0).map(({ count, word }) => plural(count, word));
  if (level.ledger === 'none') left.push('the evidence of each iteration');
  else if (level.ledger === 'problems') left.push('complete iterations');
  if (level.rows === 0) left.push('what the evidence can show');
  return left;
}

function countTexts(report: StabilityReport, level: Level): number {
  return detailedTests(report).reduce((sum, { failures }, index) => {
    const texts = groupAlike(failures).length;
    return sum + Math.max(0, texts - (index < level.details ? level.excerpts : 0));
  }, 0);
}

function countRows(report: StabilityReport, level: Level): number {
  const { clusters, incidents, slowest, mostVariable } = report;
  const lists = [
    ...countTestRows(report),
    clusters.length,
    incidents.length,
    slowest.length,
    mostVariable.length,
  ];
  return lists.reduce((sum, length) => sum + Math.max(0, length - level.rows), 0);
}
