/** The gate: may this night pass? Decided from counts only; the settings say which counts matter. */
import type { Ledger } from '../model/ledger.ts';
import { countOf, nounFor } from '../kit/plural.ts';
import type { FailOn, GateDecision } from '../model/stability-report.ts';

export interface GateInput {
  readonly failOn: readonly FailOn[];
  /** Least number of complete iterations; null for no limit. */
  readonly minIterations: number | null;
  /** Most flaky tests allowed; null for no limit. */
  readonly maxFlaky: number | null;
  readonly ledger: Ledger;
  /** Tests that failed in every iteration they ran in. */
  readonly failing: number;
  /** Those of them that have the verdict. */
  readonly calledFailing: number;
  readonly flaky: number;
  /** Flaky tests that the previous report did not call flaky. */
  readonly newFlaky: number;
  /** Iterations in which an incident took most of the tests: they say nothing about the rest. */
  readonly lostIterations: readonly number[];
}

export function decideGate(input: GateInput): GateDecision {
  const reasons: string[] = [];
  const complete = input.ledger.iterations.filter(
    ({ state, iteration }) => state === 'complete' && !input.lostIterations.includes(iteration),
  ).length;
  for (const kind of ['failing', 'incomplete', 'flaky', 'new-flaky'] as const) {
    if (input.failOn.includes(kind)) reasons.push(...REASONS[kind](input));
  }
  if (input.minIterations !== null && complete < input.minIterations) {
    reasons.push(`${countOf(complete, 'complete iteration')}, at least ${input.minIterations} required`);
  }
  if (input.maxFlaky !== null && input.flaky > input.maxFlaky) {
    reasons.push(`${countOf(input.flaky, 'flaky test')}, at most ${input.maxFlaky} allowed`);
  }
  return { passed: reasons.length === 0, failOn: input.failOn, reasons };
}

const REASONS: Readonly<Record<Exclude<FailOn, 'none'>, (input: GateInput) => string[]>> = {
  failing: failingReasons,
  flaky: ({ flaky }) => (flaky === 0 ? [] : [countOf(flaky, 'flaky test')]),
  'new-flaky': ({ newFlaky }) => (newFlaky === 0 ? [] : [countOf(newFlaky, 'newly flaky test')]),
  incomplete: incompleteReasons,
};

/** More tests than the headline calls failing may count: said, so that nobody adds up in vain. */
function failingReasons({ failing, calledFailing }: GateInput): string[] {
  if (failing === 0) return [];
  const all = `${countOf(failing, 'test')} failed in every iteration that ran ${nounFor(failing, 'it', 'them')}`;
  const others = failing - calledFailing;
  if (others === 0) return [all];
  const which = failing === 1 ? '' : `${others} of them `;
  return [`${all} (${which}too rarely, or in an incident, to be called failing)`];
}

function incompleteReasons({ ledger, lostIterations }: GateInput): string[] {
  const inState = (state: string): number[] =>
    ledger.iterations.filter((i) => i.state === state).map((i) => i.iteration);
  const incomplete = inState('incomplete');
  return [
    ...nameIterations(inState('missing'), 'missing'),
    ...nameIterations(inState('unreadable'), 'unreadable'),
    ...nameIterations(incomplete, 'incomplete'),
    ...nameIterations(
      lostIterations.filter((iteration) => !incomplete.includes(iteration)),
      'lost to an incident',
    ),
    ...(ledger.problems.some((problem) => problem.severity === 'error')
      ? ['some evidence could not be read']
      : []),
  ];
}

function nameIterations(iterations: readonly number[], what: string): string[] {
  return iterations.length === 0
    ? []
    : [`${nounFor(iterations.length, 'iteration')} ${iterations.join(', ')} ${what}`];
}
