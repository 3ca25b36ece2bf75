/** Which executions a process has to do, and in which order. */
import { idOf } from '../api/names.ts';
import type { TestFacts } from '../types/result.ts';
import type { Suite, TestDefinition } from '../types/suite.ts';
import type { SuiteAssignment } from '../types/worker.ts';
import { compileSelection } from './matches.ts';
import { createRandom, shuffle } from './random.ts';

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
