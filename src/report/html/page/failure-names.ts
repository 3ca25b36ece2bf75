/** What a failure is called and what it says. */
import { joinNumbers, joinWords } from '../../words.ts';
import type { FailurePayload } from '../payload.ts';

export function nameFailure({ iteration, attempt, kind }: FailurePayload): string {
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  const retried = kind.startsWith('flaky') || kind.startsWith('rerun') ? ', before a retry' : '';
  return `Iteration ${iteration}${again}${retried}`;
}

/** Name of failures that say the same. */
export function nameGroup(group: readonly FailurePayload[]): string {
  const names = group.map(nameFailure);
  if (group.length < 2) return names.join('');
  const numbers = group.map((failure) => failure.iteration);
  const plain = names.every((name, index) => name === `Iteration ${numbers[index]}`);
  return `${plain ? `Iterations ${joinNumbers(numbers)}` : joinWords(names)}, same text`;
}

export function textOf(failure: FailurePayload | undefined): string {
  return failure?.text || failure?.message || '';
}

/** Failures that say exactly the same are shown once. */
export function groupFailures(failures: readonly FailurePayload[]): FailurePayload[][] {
  const groups = new Map<string, FailurePayload[]>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.kind, failure.type, failure.message, failure.text]);
    const group = groups.get(key);
    if (group) group.push(failure);
    else groups.set(key, [failure]);
  }
  return [...groups.values()];
}
