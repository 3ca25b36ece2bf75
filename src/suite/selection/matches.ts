/** Does a selection want a test? */
import type { TestSelection } from '../types/plan.ts';

/** The selection cannot be understood: where and why. */
export class SelectionError extends Error {
  override name = 'SelectionError';
}

interface Candidate {
  readonly id: string;
  readonly tags: readonly string[];
}

/**
 * Looks at text and tags; ids named one by one are for `scheduleTests`.
 * @throws SelectionError when the regular expression is none
 */
export function compileSelection({
  grep,
  tags,
}: Pick<TestSelection, 'grep' | 'tags'>): (test: Candidate) => boolean {
  const matchesGrep = compileGrep(grep);
  const none = new Set(tags.filter((tag) => tag.startsWith('!')).map((tag) => tag.slice(1)));
  const any = new Set(tags.filter((tag) => !tag.startsWith('!')));
  return ({ id, tags: own }) =>
    (any.size === 0 || own.some((tag) => any.has(tag))) &&
    !own.some((tag) => none.has(tag)) &&
    matchesGrep(id);
}

function compileGrep(grep: string | null): (id: string) => boolean {
  if (grep === null || grep === '') return () => true;
  const [, pattern, flags] = /^\/(.+)\/([imsuv]*)$/.exec(grep) ?? [];
  if (pattern === undefined) return (id) => id.toLowerCase().includes(grep.toLowerCase());
  try {
    const expression = new RegExp(pattern, flags);
    return (id) => expression.test(id);
  } catch (error) {
    throw new SelectionError(
      `--grep ${grep} is no regular expression: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
