/** Whole sentences that several reports say about a night. Plain text: the renderer escapes it for its format. */
import { nounFor } from '../kit/plural.ts';
import type { Ledger } from '../model/ledger.ts';
import type {
  Cluster,
  GateDecision,
  Incident,
  Power,
  StabilityReport,
  TestRow,
} from '../model/stability-report.ts';
import { VERDICTS } from '../model/verdict.ts';
import {
  formatCount,
  formatInterval,
  formatMinutes,
  formatPercent,
  joinWords,
  nameIterations,
  plural,
  VERDICT_WORDS,
} from './words.ts';

/** `1 test is failing, 3 are flaky`: what the night says, without figures about the evidence. */
export function describeVerdict(report: StabilityReport): string {
  const { tests, verdicts } = report.totals;
  if (report.headline === 'no-evidence' || tests === 0) return 'No test results to judge';
  const found = [
    { count: verdicts.failing, word: 'failing' },
    { count: verdicts.flaky, word: 'flaky' },
    { count: verdicts.suspect, word: 'suspect' },
  ].filter(({ count }) => count > 0);
  const parts = found.map(({ count, word }, index) => {
    const subject = index === 0 ? plural(count, 'test') : formatCount(count);
    return `${subject} ${nounFor(count, 'is', 'are')} ${word}`;
  });
  if (report.incidents.length > 0) parts.push(plural(report.incidents.length, 'incident'));
  if (parts.length > 0) return parts.join(', ');
  return describeCalmNight(report);
}

function describeCalmNight({ headline, totals }: StabilityReport): string {
  const { verdicts, tests } = totals;
  if (headline === 'incomplete') return 'No test is failing or flaky in the evidence that arrived';
  if (verdicts.inconclusive > 0) {
    return `No test is failing or flaky, but ${plural(verdicts.inconclusive, 'test')} ran too rarely to judge`;
  }
  if (verdicts.stable === tests)
    return tests === 1 ? 'The only test is stable' : `All ${formatCount(tests)} tests are stable`;
  return `No test is failing or flaky, ${formatCount(verdicts.stable)} of ${plural(tests, 'test')} are stable`;
}

/** `4 of 5 iterations complete (iteration 3 is missing)`. */
export function describeEvidence(ledger: Ledger): string {
  const expected = Math.max(ledger.expected, ledger.iterations.length);
  const complete = ledger.iterations.filter(({ state }) => state === 'complete').length;
  const lacks = (['missing', 'unreadable', 'incomplete'] as const).flatMap((state) => {
    const numbers = ledger.iterations
      .filter((entry) => entry.state === state)
      .map((entry) => entry.iteration);
    if (numbers.length === 0) return [];
    return [`${nameIterations(numbers)} ${nounFor(numbers.length, 'is', 'are')} ${state}`];
  });
  const figure = `${formatCount(complete)} of ${plural(expected, 'iteration')} complete`;
  return lacks.length === 0 ? figure : `${figure} (${lacks.join(', ')})`;
}

/** `120 tests: 1 failing, 3 flaky, 116 stable`; verdicts nobody got are left out. */
export function describeCounts({ totals }: StabilityReport): string {
  const counts = VERDICTS.filter((verdict) => totals.verdicts[verdict] > 0).map(
    (verdict) => `${formatCount(totals.verdicts[verdict])} ${VERDICT_WORDS[verdict]}`,
  );
  const tests = plural(totals.tests, 'test');
  return counts.length === 0 ? tests : `${tests}: ${counts.join(', ')}`;
}

/** `gate passed` or `gate failed: why; why`. */
export function describeGate(gate: GateDecision): string {
  if (gate.passed) return 'gate passed';
  return gate.reasons.length === 0 ? 'gate failed' : `gate failed: ${gate.reasons.join('; ')}`;
}

/** What so many iterations can exclude, what a 10 % flake would need, and what that costs. */
export function describePower(power: Power): string {
  const { iterations, runsFor10Percent, minutesFor10Percent } = power;
  const needed = `${plural(runsFor10Percent, 'run')} would show a 10 % flake with 95 % probability`;
  const price = minutesFor10Percent === null ? '' : ` (${formatMinutes(minutesFor10Percent)} of tests)`;
  if (iterations === 0) return `No complete iteration: nothing is excluded; ${needed}${price}`;
  const excluded = `${plural(iterations, 'clean iteration')} ${nounFor(iterations, 'excludes', 'exclude')} only flake rates above ${formatPercent(power.hiddenRate95)}`;
  return `${excluded}; ${needed}${price}`;
}

/** `So many iterations show a 10 % flake with 41 % probability, a 5 % flake with 23 %`; empty without figures. */
export function describeDetection({ iterations, detects }: Power): string {
  if (iterations === 0 || detects.length === 0) return '';
  const chances = detects.map(
    ({ rate, probability }) => `a ${formatPercent(rate)} flake with ${formatPercent(probability)}`,
  );
  return `${plural(iterations, 'iteration')} ${nounFor(iterations, 'shows', 'show')} ${joinWords(chances)} probability`;
}

export function describeRetries({ retryHiding }: StabilityReport): string {
  const { tests, rescued, retriesSeen } = retryHiding;
  if (!retriesSeen) return 'No retries were seen; a producer that retries without a trace would hide flakes';
  if (rescued === 0) return 'Retries were on: no test needed one, but flakiness may be under-counted';
  const hidden = `${plural(tests, 'test')} passed only on a retry (${plural(rescued, 'execution')})`;
  return `Retries were on: ${hidden}; a green run hides this, and flakiness is under-counted`;
}

export function describeCost({ totals }: StabilityReport): string {
  if (totals.costMinutesPerMonth <= 0) return 'Flaky tests cost nothing that this evidence shows';
  return `Flaky tests are expected to cost ${formatMinutes(totals.costMinutesPerMonth)} of CI and people's time a month, at one night a day`;
}

/** `3 tests, 4 failures, one cause`; a single failure is no pattern. */
export function describeCluster(cluster: Cluster): string {
  const size = `${plural(cluster.testCount, 'test')}, ${plural(cluster.failures, 'failure')}`;
  return cluster.failures > 1 ? `${size}, one cause` : size;
}

/** `12 tests failed together in iteration 2`. */
export function nameIncident({ iteration, testCount }: Incident): string {
  const where = iteration === null ? 'in every iteration' : `together in iteration ${iteration}`;
  return `${plural(testCount, 'test')} failed ${where}`;
}

/** `60 % of the tests that ran`: how much of what could tell says so. */
export function describeWitnesses({ kind, share }: Incident): string {
  return `${formatPercent(share)} of the tests that ${kind === 'iteration' ? 'passed elsewhere' : 'ran'}`;
}

/** `12 tests failed together in iteration 2 (60 % of the tests that ran); this counts as one event …`. */
export function describeIncident(incident: Incident): string {
  return `${nameIncident(incident)} (${describeWitnesses(incident)}); this counts as one event and not as flakiness`;
}

/** The same where there is one line for it. */
export function summariseIncident(incident: Incident): string {
  return `${nameIncident(incident)}: one event, not flakiness`;
}

/** `1 of 5 failed, flake rate 1–45 %`; the rate tells nothing about a test that always fails. */
export function describeRate({ verdict, failed, ran, low, high }: TestRow): string {
  const failures = `${failed} of ${ran} failed`;
  return verdict === 'failing' ? failures : `${failures}, flake rate ${formatInterval(low, high)}`;
}

/** The only signs besides text in any report: ✅ calm, ⚠️ look at it, ❌ failed. */
export function headlineSign({ gate, headline }: StabilityReport): '✅' | '⚠️' | '❌' {
  if (!gate.passed || headline === 'failing' || headline === 'no-evidence') return '❌';
  return headline === 'stable' ? '✅' : '⚠️';
}
