/** Which tests of a suite run, how often, and in which order. */
import { errorText } from '../kit/error-text.ts';
import { mistake, setting, UsageError } from '../kit/usage-error.ts';
import { idOf } from './api/names.ts';
import { createRandom, shuffle } from './random.ts';
import type { TestSelection } from './types/plan.ts';
import type { TestFacts } from './types/result.ts';
import type { Suite, TestDefinition } from './types/suite.ts';
import type { SuiteAssignment } from './types/worker.ts';

interface Candidate {
  readonly id: string;
  readonly tags: readonly string[];
}

/**
 * Looks at text and tags; ids named one by one are for `scheduleTests`.
 * @throws UsageError when the regular expression is none
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
    throw new UsageError(mistake`${setting('grep', grep)} is no regular expression: ${errorText(error)}`, {
      cause: error,
    });
  }
}

/** One execution of a test. */
export interface ScheduledTest extends TestFacts {
  readonly definition: TestDefinition;
}

type Wish = Pick<SuiteAssignment, 'source' | 'selection' | 'seed' | 'shuffle' | 'repeatEach' | 'rest'>;

export function scheduleTests(suite: Suite, wish: Wish): readonly ScheduledTest[] {
  const { source, selection, seed, repeatEach, rest } = wish;
  const wants = compileSelection(selection);
  const only = new Set(selection.only);
  const selected = suite.tests
    .filter(({ name, tags }) => wants({ id: idOf(source.name, name), tags }))
    .flatMap((definition) => repeatTest(definition, source.name, repeatEach))
    .filter(
      ({ id, definition }) => only.size === 0 || only.has(id) || only.has(idOf(source.name, definition.name)),
    );
  if (rest !== null) {
    const known = new Map(selected.map((test) => [test.id, test]));
    return rest.flatMap((id) => known.get(id) ?? []);
  }
  return wish.shuffle ? shuffle(selected, createRandom(seed, source.name)) : selected;
}

function repeatTest(definition: TestDefinition, suite: string, times: number): ScheduledTest[] {
  const { name: plain, tags, xray } = definition;
  return Array.from({ length: times }, (_, index) => {
    const name = times === 1 ? plain : `${plain} (${index + 1} of ${times})`;
    return { id: idOf(suite, name), name, tags, xray, definition };
  });
}
