import { matchSegment } from '../kit/glob.ts';

/** Artifact names against a glob: `*`, `?` and `{a,b}`, as actions/download-artifact reads them. Case counts. */
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
