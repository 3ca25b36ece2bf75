/** Wildcards without regular expressions: the time is bounded by both lengths, whatever the pattern. */

interface Stars<P, T> {
  readonly pattern: readonly P[];
  readonly items: readonly T[];
  /** Stands for any number of items, also none. */
  readonly isStar: (part: P) => boolean;
  readonly matches: (part: P, item: T) => boolean;
}

/** Greedy: on a mismatch the last star takes one item more. */
function matchStars<P, T>({ pattern, items, isStar, matches }: Stars<P, T>): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let taken = 0;
  while (next < items.length) {
    const part = pattern[at];
    if (part !== undefined && isStar(part)) {
      star = at;
      taken = next;
      at += 1;
    } else if (part !== undefined && matches(part, items[next] as T)) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      taken += 1;
      next = taken;
      at = star + 1;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(isStar);
}

/** `*` and `?` inside one part of a path. */
export function matchSegment(pattern: string, text: string): boolean {
  return matchStars({
    pattern: [...pattern],
    items: [...text],
    isStar: (part) => part === '*',
    matches: (part, char) => part === '?' || part === char,
  });
}

/** The same over whole paths: `**` stands for any number of folders. */
export function matchPath(pattern: readonly string[], path: readonly string[]): boolean {
  return matchStars({
    pattern,
    items: path,
    isStar: (part) => part === '**',
    matches: matchSegment,
  });
}

/** The same with `{a,b}`, for names that are no paths, as actions/download-artifact reads them. Case counts. */
export function createNameMatcher(pattern: string): (name: string) => boolean {
  const globs = expandBraces(pattern);
  return (name) => globs.some((glob) => matchSegment(glob, name));
}

/** `a{b,c}` -> `ab`, `ac`; innermost braces first. */
function expandBraces(pattern: string): string[] {
  const braces = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (braces === null) return [pattern];
  const [all, choices = ''] = braces;
  const before = pattern.slice(0, braces.index);
  const after = pattern.slice(braces.index + all.length);
  return choices.split(',').flatMap((choice) => expandBraces(`${before}${choice}${after}`));
}
