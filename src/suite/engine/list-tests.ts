/** Lists the tests that a plan would run, without running them. */
import { checkPlan } from './check-plan.ts';
import { inParallel } from './in-parallel.ts';
import { runSuite } from './run-suite.ts';
import type { SuitePlan } from '../types/plan.ts';
import type { SuitePorts } from '../types/ports.ts';
import type { SuiteResult, TestFacts } from '../types/result.ts';

export interface TestList {
  /** In the order in which they would start. */
  readonly tests: readonly TestFacts[];
  /** Suites that could not be loaded, each with one errored case. */
  readonly broken: readonly SuiteResult[];
}

/**
 * Loads the suites in processes of their own; these leave their journals below `plan.out`.
 * @throws SelectionError, RangeError for a plan that cannot be carried out
 */
export async function listTests(plan: SuitePlan, ports: SuitePorts): Promise<TestList> {
  checkPlan(plan);
  const listed = await inParallel(plan.sources, plan.parallel, (source) =>
    runSuite({ source, task: 'list' }, plan, ports),
  );
  return {
    tests: listed.flatMap(({ record }) => record.tests ?? []),
    broken: listed.filter(({ record }) => record.tests === null).map(({ result }) => result),
  };
}

/** One test a line: id, tags, Xray keys, with tabs between. */
export function* renderTestList({ tests }: TestList): Iterable<string> {
  for (const { id, tags, xray } of tests) yield `${id}\t${tags.join(',')}\t${xray.join(',')}\n`;
}
