/** `focus-stability run`: execute a suite several times, keep every piece of evidence, and report on it. */
import { gatherMistakes } from '../config/read-settings.ts';
import { readRunConfig } from '../config/run-config.ts';
import type { CommandEnding } from '../edge/decide-exit.ts';
import { catchInterrupts } from '../edge/interrupts.ts';
import type { RunWorld } from '../edge/run-host.ts';
import { describeStart } from '../report/terminal/bisection.ts';
import { prepareRun } from '../runner/prepare-run.ts';
import { checkReport } from './report/check-report.ts';
import { listChecks } from './run/check-run.ts';
import { askFor, openPlanWorld } from './run/open-runner.ts';
import { runAndReport } from './run/run-and-report.ts';

/** All that runs something is loaded in one piece, for the Action too. */
export { runForAction } from './action/run-iterations.ts';
export { listChecks };

/** Throws UsageError for what the user can mend on the command line. */
export async function runRun(words: readonly string[], world: RunWorld): Promise<CommandEnding> {
  const mistakes = gatherMistakes();
  const config = readRunConfig(words, mistakes);
  const { terminal } = world;
  const { bisect: search, report, suite } = config;
  const leavesNoReport = report.dryRun || suite?.list === true || search !== null;
  const asked = { ...report, dryRun: leavesNoReport };
  const knownFlaky = await checkReport(asked, terminal.cwd, [
    () => mistakes.settle(),
    ...listChecks(config, world),
  ]);
  if (suite?.list === true) {
    const { listSuites } = await import('./run/suites/launch-suites.ts');
    return listSuites(config, suite, world);
  }
  const prepared = await prepareRun(askFor(config), openPlanWorld(world));
  if (!report.quiet) terminal.tell(describeStart(search, prepared));
  if (report.dryRun) return {};
  const interrupts = catchInterrupts(world.host);
  try {
    if (search === null) return await runAndReport({ config, prepared, knownFlaky, interrupts }, world);
    const { bisect } = await import('./bisect.ts');
    return await bisect(search, { config, planned: prepared.planned, interrupts }, world);
  } finally {
    interrupts.release();
  }
}
