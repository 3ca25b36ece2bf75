/** `focus-stability run`: execute a suite several times, keep every piece of evidence, and report on it. */
import { EXIT } from '../../config/exit-codes.ts';
import { readRunConfig, type RunConfig } from '../../config/run-config.ts';
import type { SuiteConfig } from '../../config/suite-config.ts';
import { UsageError } from '../../config/usage-error.ts';
import type { RunResult } from '../../runner/modes/run-iterations.ts';
import { loadState, resumeState } from '../../runner/modes/state-file.ts';
import { isSameCommand } from '../../runner/modes/resume.ts';
import { identify } from '../../runner/modes/run-state.ts';
import { RefusedError } from '../../runner/modes/refused-error.ts';
import { UnknownPreset } from '../../producers/choose.ts';
import { checkDirectory } from '../check-directory.ts';
import { readPrevious } from '../read-previous.ts';
import { checkBisect } from './check-bisect.ts';
import { describeSearch } from './describe-bisection.ts';
import { describePlan, describeResult } from './describe-run.ts';
import { executePlan, openPorts } from './execute.ts';
import { catchInterrupts } from './interrupts.ts';
import { judgeLeg } from './judge-leg.ts';
import { planIterations, type PlannedRun, type RunWorld } from './plan.ts';
import type * as Reporting from './reporting.ts';

/** Returns the exit code. Throws UsageError for what the user can mend on the command line. */
export async function runRun(words: readonly string[], world: RunWorld): Promise<number> {
  try {
    return await execute(readRunConfig(words), world);
  } catch (error) {
    if (error instanceof RefusedError || error instanceof UnknownPreset)
      throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

async function execute(given: RunConfig, world: RunWorld): Promise<number> {
  const config = judgeLeg(given);
  const { terminal } = world;
  checkBisect(config, terminal.cwd);
  checkPlaces(config, terminal.cwd);
  const knownFlaky = await readPrevious(config.report, terminal.cwd);
  if (config.suite?.list === true) return listTests(config, config.suite, world);
  const { planned, earlier, historyMs } = await prepare(config, world);
  const { bisect: search } = config;
  if (!config.report.quiet)
    terminal.tell(search === null ? describePlan(planned, earlier) : describeSearch(search, planned));
  if (config.report.dryRun) return EXIT.passed;
  const interrupts = catchInterrupts(world.host);
  try {
    if (search !== null) {
      const { bisect } = await import('./bisect-command.ts');
      return await bisect(config, { planned, interrupts }, world);
    }
    const judging = { config: config.report, cwd: terminal.cwd, knownFlaky };
    const result = await executePlan(
      {
        config,
        planned,
        earlier,
        historyMs,
        judge: async (runs) => (await loadReporting()).judgeRuns(runs, judging),
        onIdle: () => void loadReporting(),
        interrupts,
      },
      world,
    );
    const { reportResult, deliverReport } = await loadReporting();
    if (!config.report.quiet) terminal.tell(describeResult(result));
    const report = await reportResult(result, config, judging);
    const code = await deliverReport(report, config.report, terminal);
    return result.ended === 'interrupted' ? EXIT.interrupted : code;
  } finally {
    interrupts.release();
  }
}

/** A suite may take hours: what it leaves must have a place. */
function checkPlaces({ report, execution, suite, bisect }: RunConfig, cwd: string): void {
  if (report.dryRun || suite?.list === true) return;
  checkDirectory('--out', execution.out, cwd);
  if (bisect === null) checkDirectory('--output-dir', report.outputDir, cwd);
}

/** A suite starts at once: what reports on it is loaded while it runs. */
const loadReporting = (): Promise<typeof Reporting> => import('./reporting.ts');

async function listTests(config: RunConfig, suite: SuiteConfig, world: RunWorld): Promise<number> {
  const { options } = await planIterations(config, world, null);
  const interrupts = catchInterrupts(world.host);
  try {
    const { listSuites } = await import('./suites/index.ts');
    const ports = openPorts(world, { emit: () => undefined, ...interrupts });
    return (await listSuites(suite, { options, ports, world })) ? EXIT.passed : EXIT.noEvidence;
  } finally {
    interrupts.release();
  }
}

interface Prepared {
  readonly planned: PlannedRun;
  readonly earlier: RunResult['runs'];
  readonly historyMs: readonly number[];
}

async function prepare(config: RunConfig, world: RunWorld): Promise<Prepared> {
  const first = await planIterations(config, world, null);
  const state = await loadState(first.statePath).catch((error: unknown) => {
    // The last run's notes are only needed to go on with it.
    if (config.resume || !(error instanceof RefusedError)) throw error;
    return null;
  });
  if (state === null) return { planned: first, earlier: [], historyMs: [] };
  const isSame = isSameCommand(state.plan, identify(first.plan));
  const historyMs = isSame ? state.runs.map(({ durationMs }) => durationMs) : [];
  if (!config.resume) return { planned: first, earlier: [], historyMs };
  const planned = await planIterations(config, world, state.plan.baseSeed);
  return { planned, earlier: await resumeState(state, planned.plan), historyMs };
}
