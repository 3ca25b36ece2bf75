/** One folded section for each test that needs a person: how to run it again, what is suspected, how it failed. */
import { countOf } from '../../kit/plural.ts';
import type { StabilityReport, TestReport } from '../../model/stability-report.ts';
import { codeSpan, escapeInline, fence, htmlCode } from '../escape.ts';
import { describeRate } from '../sentences.ts';
import { formatMinutes, VERDICT_WORDS } from '../words.ts';
import { groupAlike, renderExcerpt } from './excerpt.ts';
import type { Level } from './level.ts';
import { fold } from './table.ts';

const MOST_HINTS = 10;
const MOST_COMMAND_LENGTH = 4000;
const NEEDS_A_PERSON = new Set(['failing', 'flaky', 'suspect', 'new']);

export function detailedTests({ notable }: StabilityReport): TestReport[] {
  return notable.filter(({ verdict }) => NEEDS_A_PERSON.has(verdict));
}

export function* renderDetails(report: StabilityReport, level: Level): Generator<string> {
  const tests = detailedTests(report).slice(0, level.details);
  if (tests.length > 0) yield '### Details';
  for (const test of tests) yield renderTest(test, level);
}

function renderTest(test: TestReport, level: Level): string {
  const alike = groupAlike(test.failures);
  const parts = [
    ...renderFacts(test),
    ...renderCommand(test.repro),
    ...renderHints(test),
    ...alike.slice(0, level.excerpts).map((group) => renderExcerpt(group, level)),
    ...renderUntold(test, Math.max(0, alike.length - level.excerpts)),
  ];
  const summary = `${htmlCode(test.id)} · ${VERDICT_WORDS[test.verdict]}, ${describeRate(test)}`;
  return fold(summary, parts.join('\n\n'));
}

function renderFacts({ file, costMinutesPerMonth }: TestReport): string[] {
  const facts = [
    ...(file === null || file === '' ? [] : [`File: ${codeSpan(file)}`]),
    ...(costMinutesPerMonth > 0 ? [`Cost: about ${formatMinutes(costMinutesPerMonth)} a month`] : []),
  ];
  return facts.length === 0 ? [] : [facts.join(' · ')];
}

/** A command that is too long to copy safely is not cut: half a command is worse than none. */
function renderCommand(repro: string | null): string[] {
  if (repro === null || repro === '' || repro.length > MOST_COMMAND_LENGTH) return [];
  return [`Run it again:\n\n${fence(repro, 'sh')}`];
}

function renderHints({ hints }: TestReport): string[] {
  if (hints.length === 0) return [];
  return [
    hints
      .slice(0, MOST_HINTS)
      .map(({ text }) => `- ${escapeInline(text)}`)
      .join('\n'),
  ];
}

function renderUntold({ failuresOmitted }: TestReport, cut: number): string[] {
  const untold = failuresOmitted + cut;
  return untold === 0 ? [] : [`… and ${countOf(untold, 'more failure')}, not shown here`];
}
