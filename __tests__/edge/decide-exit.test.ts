import { describe, expect, it } from 'vitest';
import { decideExit, type CommandEnding } from '../../src/edge/decide-exit.ts';
import { UsageError } from '../../src/kit/usage-error.ts';

const FACTS = ['isInterrupted', 'hasNoEvidence', 'isUnwritten', 'isUnknown', 'hasFailedGate'] as const;
const CODES = {
  isInterrupted: 130,
  hasNoEvidence: 3,
  isUnwritten: 4,
  isUnknown: 5,
  hasFailedGate: 1,
} as const;

/** Every set of facts, and the facts that are true in it. */
const combinations = Array.from({ length: 2 ** FACTS.length }, (_, bits) => {
  const isTrue = (place: number): boolean => (bits & (1 << place)) !== 0;
  const ending: CommandEnding = Object.fromEntries(FACTS.map((fact, place) => [fact, isTrue(place)]));
  return { ending, facts: FACTS.filter((_fact, place) => isTrue(place)) };
});

describe('the code of an end', () => {
  it.each(combinations)('is that of the first of its facts: $facts', ({ ending, facts: [first] }) => {
    expect(decideExit(ending)).toBe(first === undefined ? 0 : CODES[first]);
  });

  it.each(combinations)('is 2 or 70 when something was thrown, whatever else: $facts', ({ ending }) => {
    expect(decideExit({ ...ending, thrown: { error: new UsageError('such a thing') } })).toBe(2);
    for (const error of [new Error('such a thing'), 'such a thing', undefined, null])
      expect(decideExit({ ...ending, thrown: { error } })).toBe(70);
  });

  it('is 0 when there is nothing to say', () => {
    expect(decideExit({})).toBe(0);
  });
});
