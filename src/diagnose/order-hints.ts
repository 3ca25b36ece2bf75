/** Tests before a flaky test that may be the cause, with the strength of the evidence in words. */
import { countOf } from '../kit/plural.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import type { Hint } from '../model/stability-report.ts';
import type { HintSubject, Split } from './hint-subject.ts';
import { listWords } from './hint-words.ts';
import { findCandidates, type Candidates } from './order-candidates.ts';
import { isOrderSplit, type OrderPositions } from './order-positions.ts';

/** Up to so many accidental candidates a candidate that is there is probably none. */
const STRONG = 0.05;
/** From here on there is one by accident in more than a quarter of the cases (1 - e^-0.3). */
const WEAK = 0.3;

export function findOrderHint(
  matrix: StabilityMatrix,
  positions: OrderPositions,
  victim: HintSubject & Split,
): Hint | null {
  if (!isOrderSplit(positions, victim)) return null;
  // The role that accidents explain least.
  const [best] = findCandidates(positions, victim)
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.expected / a.count - b.expected / b.count);
  if (best === undefined) return null;
  const names = best.nearest.map((test) => matrix.name(test).id);
  const text = best.expected < WEAK ? nameCandidates(best, names) : planBisect(best, names, victim.runs95);
  return { kind: 'order', text };
}

function nameCandidates(found: Candidates, names: readonly string[]): string {
  const { role, count, expected } = found;
  const who =
    count > names.length
      ? `${names.join(', ')} and ${countOf(count - names.length, 'test')} more`
      : listWords(names);
  const culprit = count === 1 ? 'it' : 'one of them';
  const effect =
    role === 'polluter'
      ? `what ${culprit} leaves behind breaks this test`
      : `this test needs what ${culprit} sets up`;
  const likely = expected <= STRONG ? 'probably' : 'possibly';
  return `${who} ${describePattern(role)}: ${likely} ${effect} (expected by accident: ${nameExpected(expected)})`;
}

function planBisect(found: Candidates, names: readonly string[], runs95: number): string {
  const { role, count, expected } = found;
  const halvings = Math.ceil(Math.log2(count));
  const plan =
    count === 1
      ? `To be sure, repeat it with and without that test, ${runs95} runs each`
      : `To find it, halve these ${count} tests ${countOf(halvings, 'time')}, with ${runs95} runs each time`;
  return (
    `The order of tests changed, and ${countOf(count, 'test')} ${describePattern(role)}, too weak to name one ` +
    `(expected by accident: ${nameExpected(expected)}); nearest: ${names.join(', ')}. ${plan}`
  );
}

function describePattern(role: Candidates['role']): string {
  const [every, no] = role === 'polluter' ? ['failing', 'passing'] : ['passing', 'failing'];
  return `ran before it in every ${every} and in no ${no} iteration`;
}

function nameExpected(expected: number): string {
  if (expected < 0.01) return 'fewer than 0.01';
  return `about ${expected < 1 ? expected.toPrecision(1) : Math.round(expected)}`;
}
