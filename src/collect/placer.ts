/** Reads the iterations of all paths of a collection in one way. */
import { areIterations, placeByPattern, type PathPlace } from './iteration-pattern.ts';

export interface PlacerOptions {
  /** The user's; null for the default names. */
  readonly pattern: RegExp | null;
  /** What the default names tell; null when they name no iteration. */
  readonly placeByName: (path: string) => PathPlace | null;
}

export interface Placer {
  /** False: no path names an iteration, or the numbers are something else. */
  readonly hasNumbers: boolean;
  /** Null when the path names no iteration. */
  place(path: string): PathPlace | null;
}

/**
 * What all paths end in says nothing about iterations: in `run_1/results-1.xml` and `run_2/results-1.xml` the folder
 * counts. A pattern sees whole paths.
 */
export function createPlacer(paths: readonly string[], { pattern, placeByName }: PlacerOptions): Placer {
  const ending = pattern === null ? findSharedEnding(paths) : '';
  const placeShort = (path: string): PathPlace | null =>
    placeByName(ending !== '' && path.endsWith(ending) ? path.slice(0, -ending.length) : path);
  const place =
    pattern !== null
      ? (path: string): PathPlace | null => placeByPattern(pattern, path)
      : paths.some((path) => placeShort(path) !== null)
        ? placeShort
        : placeByName;
  const numbers = paths.flatMap((path) => place(path)?.iteration ?? []);
  return { hasNumbers: numbers.length > 0 && (pattern !== null || areIterations(numbers)), place };
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
