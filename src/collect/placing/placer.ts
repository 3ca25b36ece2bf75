/** Reads the iterations of all paths of a collection in one way. */
import { areIterations, placeByPattern, type PathPlace } from './iteration-pattern.ts';

export interface PlacerOptions {
  /** The user's; null for the default names. */
  readonly pattern: RegExp | null;
  /** What the default names tell; null when they name no iteration. */
  readonly placeByName: (path: string) => PathPlace | null;
  /** Paths of what was lost: they do not name what there is, but they may be the ones that count from 0. */
  readonly lost?: readonly string[];
}

export interface Placer {
  /** False: no path names an iteration, or the numbers are something else. */
  readonly hasNumbers: boolean;
  /** The paths count from 0, and places from 1. */
  readonly countsFromZero: boolean;
  /** Null when the path names no iteration. */
  place(path: string): PathPlace | null;
}

/**
 * What all paths end in says nothing about iterations: in `run_1/results-1.xml` and `run_2/results-1.xml` the folder
 * counts. A pattern sees whole paths.
 */
export function createPlacer(
  paths: readonly string[],
  { pattern, placeByName, lost = [] }: PlacerOptions,
): Placer {
  const ending = pattern === null ? findSharedEnding(paths) : '';
  const placeShort = (path: string): PathPlace | null =>
    placeByName(ending !== '' && path.endsWith(ending) ? path.slice(0, -ending.length) : path);
  const read =
    pattern !== null
      ? (path: string): PathPlace | null => placeByPattern(pattern, path)
      : paths.some((path) => placeShort(path) !== null)
        ? placeShort
        : placeByName;
  const numbers = paths.flatMap((path) => read(path)?.iteration ?? []);
  const countsFromZero = numbers.includes(0) || lost.some((path) => read(path)?.iteration === 0);
  return {
    hasNumbers: numbers.length > 0 && (pattern !== null || areIterations(numbers)),
    countsFromZero,
    place: (path) => {
      const found = read(path);
      return found === null || !countsFromZero ? found : { ...found, iteration: found.iteration + 1 };
    },
  };
}

/** Said with the rule, so that `results-0.xml` as iteration 1 surprises nobody. */
export function describeCounting({ countsFromZero }: Placer): string {
  return countsFromZero ? '; from 0, so 1 is added' : '';
}

/** `/leg1/junit.xml`; at least one folder or name of each path is left. */
function findSharedEnding([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return '';
  let ending = '';
  for (let at = first.lastIndexOf('/'); at > 0; at = first.lastIndexOf('/', at - 1)) {
    const longer = first.slice(at);
    if (!others.every((path) => path.length > longer.length && path.endsWith(longer))) break;
    ending = longer;
  }
  return ending;
}
