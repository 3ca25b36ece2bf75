/** Runs suites and writes their JUnit report. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPlan } from './check-plan.ts';
import { inParallel } from './in-parallel.ts';
import { runSuite } from './run-suite.ts';
import { writeJUnit } from '../junit/write-junit.ts';
import type { SuitePlan } from '../types/plan.ts';
import type { SuitePorts } from '../types/ports.ts';
import type { SuiteRun } from '../types/result.ts';

/** The name that the runner of foreign commands gives its reports. */
const REPORT_NAME = 'junit.xml';

/**
 * Resolves whatever the suites do, with their processes gone; also on abort, then without the tests that did
 * not finish: a run that was stopped is incomplete. Only those that ran when its time was up are errored.
 * The report is written last: a run that is killed leaves none, only the journals.
 * @throws SelectionError, RangeError for a plan that cannot be carried out
 */
export async function runSuites(plan: SuitePlan, ports: SuitePorts): Promise<SuiteRun> {
  checkPlan(plan);
  const start = ports.now();
  const report = join(plan.out, REPORT_NAME);
  mkdirSync(plan.out, { recursive: true });
  rmSync(report, { force: true });
  const ran = await inParallel(plan.sources, plan.parallel, (source) =>
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
