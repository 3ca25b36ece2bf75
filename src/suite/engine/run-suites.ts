/** What can be done with a plan: run its suites, which leaves a JUnit report, or list their tests. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPool } from '../../kit/pool.ts';
import { compileSelection } from '../select-tests.ts';
import type { SuitePlan } from '../types/plan.ts';
import type { SuitePorts } from '../types/ports.ts';
import type { SuiteResult, SuiteRun, TestFacts } from '../types/result.ts';
import { runSuite } from './run-suite.ts';
import { writeJUnit } from './write-junit.ts';

/** The name that the runner of foreign commands gives its reports. */
const REPORT_NAME = 'junit.xml';

/**
 * Resolves whatever the suites do, with their processes gone; also on abort, then without the tests that did
 * not finish: a run that was stopped is incomplete. Only those that ran when its time was up are errored.
 * The report is written last: a run that is killed leaves none, only the journals.
 * @throws UsageError, RangeError for a plan that cannot be carried out
 */
export async function runSuites(plan: SuitePlan, ports: SuitePorts): Promise<SuiteRun> {
  checkPlan(plan);
  const start = ports.now();
  const report = join(plan.out, REPORT_NAME);
  mkdirSync(plan.out, { recursive: true });
  rmSync(report, { force: true });
  const ran = await runPool(plan.sources, plan.parallel, (source) =>
    runSuite({ source, task: 'run' }, plan, ports),
  );
  const suites = ran.map(({ result }) => result).filter(({ tests }) => tests.length > 0);
  writeFileSync(report, '');
  for (const text of writeJUnit(suites)) appendFileSync(report, text);
  return {
    ending: ports.signal.aborted ? 'interrupted' : 'completed',
    durationMs: Math.round(ports.now() - start),
    suites,
    reports: [report],
    outputTail: ran.map(({ outputTail }) => outputTail).join(''),
  };
}

export interface TestList {
  /** In the order in which they would start. */
  readonly tests: readonly TestFacts[];
  /** Suites that could not be loaded, each with one errored case. */
  readonly broken: readonly SuiteResult[];
}

/**
 * Loads the suites in processes of their own; these leave their journals below `plan.out`.
 * @throws UsageError, RangeError for a plan that cannot be carried out
 */
export async function listTests(plan: SuitePlan, ports: SuitePorts): Promise<TestList> {
  checkPlan(plan);
  const listed = await runPool(plan.sources, plan.parallel, (source) =>
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

/**
 * A plan that cannot be carried out is refused before anything starts.
 * @throws UsageError, RangeError
 */
function checkPlan({ selection, sources, repeatEach, parallel }: SuitePlan): void {
  compileSelection(selection);
  for (const [what, value] of [
    ['--repeat-each', repeatEach],
    ['the number of suites at the same time', parallel],
  ] as const)
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${what} must be a whole number from 1, not ${value}`);
  const names = new Set<string>();
  for (const { name } of sources) {
    if (names.has(name)) throw new RangeError(`the suite ${name} is named twice`);
    names.add(name);
  }
}
