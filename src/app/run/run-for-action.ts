/** `command: run` of the Action: executes the iterations and hands their evidence on. */
import type { ActionRun } from '../../config/action-config.ts';
import type { RunConfig } from '../../config/run-config.ts';
import { UsageError } from '../../config/usage-error.ts';
import { RefusedError } from '../../runner/modes/refused-error.ts';
import { UnknownPreset } from '../../producers/choose.ts';
import { iterationFolder } from '../../runner/workspace/iteration-folder.ts';
import { checkDirectory } from '../check-directory.ts';
import { describePlan, describeResult } from './describe-run.ts';
import { executePlan } from './execute.ts';
import { hideStep } from './hide-step.ts';
import { catchInterrupts } from './interrupts.ts';
import { collectResult, judgeRuns, type Evidence } from './judge-runs.ts';
import { planIterations, type RunWorld } from './plan.ts';

export interface RanIterations extends Evidence {
  /** The workflow was cancelled while they ran. */
  readonly isInterrupted: boolean;
  /** Absolute folder of the one iteration of a matrix leg; null when all were run. */
  readonly legFolder: string | null;
}

/** Throws UsageError for what the workflow can mend. */
export async function runForAction(
  { config: given }: ActionRun,
  { terminal, host: step }: RunWorld,
  knownFlaky: ReadonlySet<string> | null,
): Promise<RanIterations> {
  const { environment, secrets } = hideStep(step.environment);
  const host = { ...step, environment };
  const world = { terminal, host };
  const config = maskMore(given, secrets);
  checkDirectory('out', config.execution.out, terminal.cwd);
  const interrupts = catchInterrupts(host);
  try {
    const planned = await planIterations(config, world, null);
    terminal.tell(describePlan(planned, []));
    const judging = { config: config.report, cwd: terminal.cwd, knownFlaky };
    const result = await executePlan(
      {
        config,
        planned,
        earlier: [],
        historyMs: [],
        judge: (runs) => judgeRuns(runs, judging),
        interrupts,
      },
      world,
    );
    terminal.tell(describeResult(result));
    const { leg } = planned.plan;
    return {
      ...collectResult(result, config, terminal.cwd),
      isInterrupted: result.ended === 'interrupted',
      legFolder: leg === null ? null : iterationFolder(planned.options.out, leg),
    };
  } catch (error) {
    if (error instanceof RefusedError || error instanceof UnknownPreset)
      throw new UsageError(error.message, { cause: error });
    throw error;
  } finally {
    interrupts.release();
  }
}

function maskMore(config: RunConfig, secrets: readonly string[]): RunConfig {
  const { execution } = config;
  return { ...config, execution: { ...execution, mask: [...execution.mask, ...secrets] } };
}
