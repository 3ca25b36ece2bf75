/** Machines and hours at which alone a test fails. */
import type { IterationEvidence } from '../model/ledger.ts';
import type { Hint } from '../model/stability-report.ts';
import type { Split } from './hint-subject.ts';
import { listWords } from './hint-words.ts';

/** Rarer accidents than these are told, and told with a warning. */
const PLAIN = 0.1;
const WEAK = 0.25;

/** Host and hour of the iterations; null where the report did not tell. */
export interface Surroundings {
  readonly host: string | null;
  /** Hour as the report wrote it, `00`..`23`, in the machine's own zone. */
  readonly hour: string | null;
}

export function readSurroundings(
  evidence: Pick<IterationEvidence, 'hostname' | 'timestamp'> | undefined,
): Surroundings {
  return {
    host: evidence?.hostname || null,
    hour: /^\d{4}-\d\d-\d\d[T ](\d\d):/.exec(evidence?.timestamp ?? '')?.[1] ?? null,
  };
}

export function findHostHints(surroundings: readonly Surroundings[], split: Split): Hint[] {
  const hints: Hint[] = [];
  const byHost = separate(
    surroundings.map(({ host }) => host),
    split,
  );
  if (byHost !== null) hints.push(describe(byHost, ['on', '']));
  const byHour = separate(
    surroundings.map(({ hour }) => hour),
    split,
  );
  if (byHour !== null) hints.push(describe(byHour, ['in the hour from', ':00']));
  return hints;
}

interface Separation {
  readonly failing: readonly string[];
  readonly passing: readonly string[];
  /** Probability of a separation by so few labels if they had nothing to do with it. */
  readonly chance: number;
  readonly small: boolean;
}

function separate(labels: readonly (string | null)[], split: Split): Separation | null {
  const failing = pickKnown(labels, split.failing);
  const passing = pickKnown(labels, split.passing);
  if (failing.length === 0 || passing.length === 0) return null;
  const failingLabels = new Set(failing);
  if (passing.some((label) => failingLabels.has(label))) return null;
  const chance = chanceOfSeparation(failing, passing);
  const small = failing.length < 2 || passing.length < 2;
  if (chance > WEAK) return null;
  return { failing: [...failingLabels].sort(), passing: [...new Set(passing)].sort(), chance, small };
}

function pickKnown(labels: readonly (string | null)[], indexes: readonly number[]): string[] {
  return indexes.map((index) => labels[index] ?? null).filter((label) => label !== null);
}

/**
 * Permutation test: of all ways to choose as many iterations as the side with fewer labels has, the share
 * that takes whole labels, and as few of them. Five machines for five iterations separate always: 1.
 */
export function chanceOfSeparation(failing: readonly string[], passing: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const label of [...failing, ...passing]) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const failingLabels = new Set(failing).size;
  const passingLabels = sizes.size - failingLabels;
  const chosen = failingLabels <= passingLabels ? failing.length : passing.length;
  const ways = countUnions([...sizes.values()], Math.min(failingLabels, passingLabels), chosen);
  return Math.min(1, ways / binomial(failing.length + passing.length, chosen));
}

/** Ways to choose so many of the sizes that they sum to `total`. */
function countUnions(sizes: readonly number[], labels: number, total: number): number {
  const none = new Float64Array();
  const ways = Array.from({ length: labels + 1 }, () => new Float64Array(total + 1));
  ways[0]?.fill(1, 0, 1);
  for (const size of sizes) {
    for (let count = labels; count > 0; count -= 1) {
      const target = ways[count] ?? none;
      const source = ways[count - 1] ?? none;
      for (let sum = size; sum <= total; sum += 1) {
        target[sum] = (target[sum] ?? 0) + (source[sum - size] ?? 0);
      }
    }
  }
  return ways[labels]?.[total] ?? 0;
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i += 1) result = (result * (n - k + i)) / i;
  return Math.round(result);
}

function describe(
  { failing, passing, chance, small }: Separation,
  [before, after]: readonly [string, string],
): Hint {
  const name = (labels: readonly string[]) => `${before} ${listWords(labels.map((label) => label + after))}`;
  const odds = `by accident 1 time in ${Math.round(1 / chance)}`;
  const caution = small || chance > PLAIN ? `weak evidence: ${odds}` : odds;
  return { kind: 'host', text: `Failed only ${name(failing)} and passed only ${name(passing)} (${caution})` };
}
