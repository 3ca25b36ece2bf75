/** `run --bisect-order`: which tests, run before it, make a test fail? */
import { readCells, readOrder } from '../analysis/read-order.ts';
import type { BisectConfig, RunConfig } from '../config/run-config.ts';
import type { CommandEnding } from '../edge/decide-exit.ts';
import type { Interrupts } from '../edge/interrupts.ts';
import type { RunWorld } from '../edge/run-host.ts';
import {
  describeBisection,
  describeNoFailure,
  describePass,
  describeStep,
} from '../report/terminal/bisection.ts';
import { bisectOrder, NoAnswer } from '../runner/modes/bisect.ts';
import { findFailingOrder, openChosenPasses } from '../runner/modes/bisect/passes.ts';
import { showCommand } from '../runner/plan-command.ts';
import type { PlannedRun } from '../runner/plan-iterations.ts';
import { openPorts } from './run/open-runner.ts';

export interface BisectRun {
  readonly config: RunConfig;
  readonly planned: PlannedRun;
  readonly interrupts: Interrupts;
}

export async function bisect(search: BisectConfig, run: BisectRun, world: RunWorld): Promise<CommandEnding> {
  try {
    return await findPolluters(search, run, world);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    world.terminal.tell(`focus-stability: ${error.message}\n`);
    return { isUnknown: true };
  }
}

async function findPolluters(
  search: BisectConfig,
  { config, planned, interrupts }: BisectRun,
  world: RunWorld,
): Promise<CommandEnding> {
  const { terminal } = world;
  const { signal } = interrupts;
  const { victim, maxRuns, orderFrom } = search;
  const tell = config.report.quiet ? (): void => undefined : terminal.tell.bind(terminal);
  // Beside the results: its passes of chosen tests are no iterations that somebody may report on.
  const options = { ...planned.options, out: `${planned.options.out}-bisect` };
  const ports = openPorts(world, { emit: () => undefined, ...interrupts });
  const context = { victim, planned: { ...planned, options }, ports, readCells };
  const order =
    orderFrom === null
      ? await findFailingOrder(context, maxRuns, (pass, failed) => tell(describePass(pass, failed)))
      : await readOrder(orderFrom, terminal.cwd);
  if (order === null) {
    await terminal.print(describeNoFailure(search, signal.aborted));
    return { isInterrupted: signal.aborted, isUnknown: true };
  }
  if (order.length === 0) {
    terminal.tell(`focus-stability: --order-from ${orderFrom}: there is no test in it\n`);
    return { hasNoEvidence: true };
  }
  const result = await bisectOrder({
    ...search,
    order,
    runTests: openChosenPasses(context),
    signal,
    onProgress: (progress) => tell(describeStep(progress)),
  });
  const minimal =
    result.kind === 'found'
      ? showCommand(planned.plan.command, result.minimalOrder, { options, environment: ports.environment })
      : null;
  await terminal.print(describeBisection(victim, result, minimal));
  const isAnswer = result.kind === 'found' || result.kind === 'fails-alone';
  return { isInterrupted: signal.aborted, isUnknown: !isAnswer };
}
