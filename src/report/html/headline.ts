/** The night in two sentences: what the tests did, and on how much evidence that rests. */
import type { Ledger } from '../../model/ledger.ts';
import type { Headline, StabilityReport } from '../../model/stability-report.ts';
import { nameIterations } from './cells.ts';
import { formatCount, formatPlural, joinWords } from './format.ts';

/** One sentence for every headline; a new headline without one does not compile. */
const VERDICT_SENTENCES: Readonly<Record<Headline, (report: StabilityReport) => string>> = {
  'no-evidence': () => 'No evidence: no test result could be read',
  failing: listBadTests,
  flaky: listBadTests,
  incident: ({ incidents }) =>
    `${formatPlural(incidents.length, 'incident')} hit the run; no test is flaky by itself`,
  incomplete: () => 'No test is flaky or failing, but evidence is missing',
  inconclusive: () => 'Too few runs to call any test stable',
  stable: ({ totals, ledger }) =>
    `${totals.tests === 1 ? 'The only test is' : `All ${formatCount(totals.tests)} tests are`} stable over ${formatPlural(countComplete(ledger), 'iteration')}`,
};

export function writeVerdict(report: StabilityReport): string {
  return VERDICT_SENTENCES[report.headline](report);
}

function listBadTests({ totals: { verdicts } }: StabilityReport): string {
  return joinWords([
    ...(verdicts.failing > 0 ? [`${countTests(verdicts.failing)} failing`] : []),
    ...(verdicts.flaky > 0 ? [`${countTests(verdicts.flaky)} flaky`] : []),
  ]);
}

function countTests(count: number): string {
  return `${formatPlural(count, 'test')} ${count === 1 ? 'is' : 'are'}`;
}

function countComplete(ledger: Ledger): number {
  return ledger.iterations.filter((evidence) => evidence.state === 'complete').length;
}

export function writeEvidence(ledger: Ledger): string {
  const lost = (['missing', 'unreadable', 'incomplete'] as const).flatMap((state) => {
    const numbers = ledger.iterations
      .filter((evidence) => evidence.state === state)
      .map((evidence) => evidence.iteration);
    if (numbers.length === 0) return [];
    return [`${nameIterations(numbers)} ${numbers.length === 1 ? 'is' : 'are'} ${state}`];
  });
  const complete = countComplete(ledger);
  const whole = `${formatCount(complete)} of ${formatPlural(ledger.expected, 'expected iteration')}`;
  if (lost.length === 0) return `Evidence is complete: ${whole}`;
  return `${whole} ${complete === 1 ? 'is' : 'are'} complete; ${joinWords(lost)}`;
}
