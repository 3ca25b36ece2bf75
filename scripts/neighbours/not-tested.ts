/** Global teardown of vitest: the last lines say which neighbours were missing, and how to get them. */
import type { TestProject } from 'vitest/node';
import { NEIGHBOUR_NAMES } from './core.ts';

let project: TestProject | null = null;

export function setup(ours: TestProject): void {
  project = ours;
}

export function teardown(): void {
  const lines = project === null ? [] : describeMissing(countMissing(project));
  if (lines.length > 0) console.log(`\n${lines.join('\n')}`);
}

/** Skipped tests by what they lack. A test that lacks two counts for both. */
function countMissing({ vitest }: TestProject): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const testModule of vitest.state.getTestModules())
    for (const test of testModule.children.allTests('skipped'))
      for (const name of listMissing(test)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

type Task = ReturnType<TestProject['vitest']['state']['getTestModules']>[number];
type Node = Task['children'] extends { allTests(): Iterable<infer Test> } ? Test : never;

/** Its own and those of the groups around it. */
function listMissing(test: Node): ReadonlySet<string> {
  const names = new Set(test.meta().missing);
  for (let { parent } = test; parent.type === 'suite'; { parent } = parent)
    for (const name of parent.meta().missing ?? []) names.add(name);
  return names;
}

export function describeMissing(counts: ReadonlyMap<string, number>): readonly string[] {
  const lines = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `  ${name}: ${count} ${count === 1 ? 'test' : 'tests'}`);
  if (lines.length === 0) return [];
  const installable = [...counts.keys()].some((name) => NEIGHBOUR_NAMES.some((known) => known === name));
  return [
    'Not tested, because this machine lacks:',
    ...lines,
    ...(installable ? ['To install what is missing: npm run setup:tools'] : []),
  ];
}
