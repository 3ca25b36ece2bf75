/** `command: run` of the Action: executes the iterations and hands their evidence on. */
import type { AnalyseOptions } from '../../analysis/analyse.ts';
import type { ActionRun } from '../../config/action-config.ts';
import { catchInterrupts } from '../../edge/interrupts.ts';
import type { RunWorld } from '../../edge/run-host.ts';
import { describePlan, describeResult } from '../../report/terminal/run.ts';
import { hideStep } from '../../runner/command/environment.ts';
import type { Judge } from '../../runner/modes/stop.ts';
import { iterationFolder } from '../../runner/workspace/iteration-folder.ts';
import { executePlan } from '../run/execute.ts';
import { planAnew } from '../run/open-runner.ts';
import type { RunEvidence } from '../run/reporting.ts';

export interface RanIterations extends RunEvidence {
  /** The workflow was cancelled while they ran. */
  readonly isInterrupted: boolean;
  /** What could not be kept and why, a line each. */
  readonly lost: readonly string[];
  /** Absolute folder of the one iteration of a matrix; null when all were run. */
  readonly folder: string | null;
}

/** Throws UsageError for what the workflow can mend. */
export async function runForAction(
  { config: given }: ActionRun,
  { terminal, host: step }: RunWorld,
  analysis: AnalyseOptions,
): Promise<RanIterations> {
  const { environment, secrets } = hideStep(step.environment);
  const world = { terminal, host: { ...step, environment } };
  const { execution } = given;
  const config = { ...given, execution: { ...execution, mask: [...execution.mask, ...secrets] } };
  // The Action has loaded the analysis before; for the command line, which this is loaded with, it would come too early.
  const { collectResult, judgeRuns } = await import('../run/reporting.ts');
  const interrupts = catchInterrupts(step);
  try {
    const planned = await planAnew(config, world);
    const { plan, options } = planned;
    const prepared = { planned, earlier: [], historyMs: [] };
    terminal.tell(describePlan(prepared));
    const judge: Judge = (runs) => judgeRuns(runs, terminal.cwd, analysis);
    const result = await executePlan({ config, prepared, interrupts, judge }, world);
    terminal.tell(describeResult(result, false));
    return {
      ...collectResult(result, { ...plan, canContinue: false }, terminal.cwd),
      isInterrupted: interrupts.signal.aborted,
      lost: result.lost,
      folder: plan.iteration === null ? null : iterationFolder(options.out, plan.iteration),
    };
  } finally {
    interrupts.release();
  }
}
