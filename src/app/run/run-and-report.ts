/** Executes what was prepared and reports on it. */
import { VERSION } from '../../config/version.ts';
import type { CommandEnding } from '../../edge/decide-exit.ts';
import type { RunWorld } from '../../edge/run-host.ts';
import { describeResult } from '../../report/terminal/run.ts';
import { executePlan, type ExecuteRequest } from './execute.ts';
import type * as Reporting from './reporting.ts';

export interface ReportedRun extends Omit<ExecuteRequest, 'judge' | 'onIdle'> {
  readonly knownFlaky: ReadonlySet<string> | null;
}

/** A suite starts at once: what reports on it is loaded while it runs. */
const loadReporting = (): Promise<typeof Reporting> => import('./reporting.ts');

export async function runAndReport(request: ReportedRun, world: RunWorld): Promise<CommandEnding> {
  const { config, prepared, knownFlaky } = request;
  const { terminal } = world;
  const { cwd } = terminal;
  const options = { ...config.report, expectedIterations: null, knownFlaky, toolVersion: VERSION };
  const result = await executePlan(
    {
      ...request,
      judge: async (runs) => (await loadReporting()).judgeRuns(runs, cwd, options),
      onIdle: () => void loadReporting(),
    },
    world,
  );
  const { analyseRun, collectResult, deliverReport } = await loadReporting();
  if (!config.report.quiet) terminal.tell(describeResult(result, true));
  const evidence = collectResult(result, { ...prepared.planned.plan, canContinue: true }, cwd);
  const report = await analyseRun(evidence, options);
  for (const line of result.lost) terminal.tell(`focus-stability: ${line}\n`);
  const ending = await deliverReport(report, config.report, terminal);
  const isUnwritten = ending.isUnwritten === true || result.lost.length > 0;
  return { ...ending, isUnwritten, isInterrupted: request.interrupts.signal.aborted };
}
