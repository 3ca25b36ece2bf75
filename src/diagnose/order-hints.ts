/** Tests before a flaky test that may be the cause, with the strength of the evidence in words. */
import type { StabilityMatrix } from '../model/matrix.ts';
import type { Hint } from '../model/stability-report.ts';
import type { HintSubject, Split } from './hint-subject.ts';
import { countTests, listWords } from './hint-words.ts';
import { findCandidates, type Candidates } from './order-candidates.ts';
import { isOrderSplit, type OrderPositions } from './order-positions.ts';

/** With fewer accidental candidates than this, one that is there is probably none. */
const STRONG = 0.05;
/** From here on candidates cannot be told from accidents. */
const WEAK = 1;

export function findOrderHint(
  matrix: StabilityMatrix,
  positions: OrderPositions,
  victim: HintSubject & Split,
): Hint | null {
  if (!isOrderSplit(positions, victim)) return null;
  const [best] = findCandidates(positions, victim)
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.expected - b.expected);
  if (best === undefined) return null;
  const names = best.nearest.map((test) => matrix.name(test).id);
  const text = best.expected < WEAK ? nameCandidates(best, names) : planBisect(best, names, victim.runs95);
  return { kind: 'order', text };
}

function nameCandidates(found: Candidates, names: readonly string[]): string {
  const { role, count, expected } = found;
  const who =
    count > names.length
      ? `${names.join(', ')} and ${countTests(count - names.length)} more`
      : listWords(names);
  const effect =
    role === 'polluter' ? 'what it leaves behind breaks this test' : 'this test needs what it sets up';
  const likely = expected <= STRONG ? 'probably' : 'possibly';
  const accident = expected < 0.01 ? 'fewer than 0.01' : `about ${expected.toPrecision(1)}`;
  return `${who} ${describePattern(role)}: ${likely} ${effect} (by accident one would expect ${accident} such tests)`;
}

function planBisect(found: Candidates, names: readonly string[], runs95: number): string {
  const { role, count, expected } = found;
  const halvings = Math.max(1, Math.ceil(Math.log2(count)));
  return (
    `The order of tests changed: ${countTests(count)} ${describePattern(role)}, but about ${Math.round(expected)} ` +
    `would do so by accident, too weak to name one; nearest: ${names.join(', ')}. To find it, halve the tests ` +
    `that run before it ${halvings} time${halvings === 1 ? '' : 's'}, with ${runs95} runs each time`
  );
}

function describePattern(role: Candidates['role']): string {
  const [every, no] = role === 'polluter' ? ['failing', 'passing'] : ['passing', 'failing'];
  return `ran before it in every ${every} and in no ${no} iteration`;
}
