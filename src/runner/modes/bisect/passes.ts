/** Passes of a suite for a bisection: executing them, and what one says about the victim. */
import { join } from 'node:path';
import type { IterationRun } from '../../../model/run.ts';
import { choosePreset } from '../../../producers/choose.ts';
import type { PlannedRun } from '../../plan-iterations.ts';
import type { RunnerPorts } from '../../ports.ts';
import { LOG_NAME } from '../../output/log.ts';
import { runIteration } from '../../run-iteration.ts';
import { iterationFolder } from '../../workspace/iteration-folder.ts';
import { deriveSeed } from '../plan.ts';
import { NoAnswer } from './ask.ts';

export interface BisectContext {
  readonly victim: string;
  readonly planned: PlannedRun;
  readonly ports: RunnerPorts;
  /** What the reports of a pass say: id -> whether the test failed, in the order in which they ran. */
  readonly readCells: (run: IterationRun) => Promise<ReadonlyMap<string, boolean>>;
}

type RunPass = (only: readonly string[], shuffle: boolean) => Promise<IterationRun>;

function numberPasses({ planned: { plan, options }, ports }: BisectContext): RunPass {
  let iteration = 0;
  return (only, shuffle) => {
    iteration += 1;
    const { command, baseSeed } = plan;
    const seed = deriveSeed(baseSeed, iteration);
    return runIteration(
      { iteration, iterations: iteration, seed, command, only },
      { ...options, shuffle: shuffle && options.shuffle },
      ports,
    );
  };
}

/**
 * Runs the whole suite until the victim fails: the tests of that pass as they ran. Null when it failed in none of
 * `most` passes. Rejects with NoAnswer when there is no such test.
 */
export async function findFailingOrder(
  context: BisectContext,
  most: number,
  onPass: (pass: number, failed: boolean) => void,
): Promise<readonly string[] | null> {
  const { victim, readCells, ports } = context;
  const run = numberPasses(context);
  for (let pass = 1; pass <= most && !ports.signal.aborted; pass += 1) {
    const done = await run([], true);
    const cells = await readCells(done);
    const failed = cells.get(victim);
    onPass(pass, failed === true);
    if (failed === undefined && !ports.signal.aborted)
      throw new NoAnswer(
        `--bisect-order: the suite reported ${cells.size} tests and none is called ${JSON.stringify(victim)}; see ${done.reports[0] ?? 'its output.log'}`,
      );
    if (failed === true) return [...cells.keys()];
  }
  return null;
}

/** For `bisectOrder`: runs some tests in this order and tells whether the victim failed. Rejects with NoAnswer. */
export function openChosenPasses(context: BisectContext): (ids: readonly string[]) => Promise<boolean> {
  const run = numberPasses(context);
  return async (ids) => hasFailed(await run(ids, false), context);
}

/** Rejects with NoAnswer when the run says nothing about the victim: to take that for a pass would mislead the search. */
async function hasFailed(
  run: IterationRun,
  { victim, planned: { plan, options }, ports, readCells }: BisectContext,
): Promise<boolean> {
  const failed = (await readCells(run)).get(victim);
  // What a person stopped has no answer; the search ends anyway.
  if (failed === true || ports.signal.aborted) return failed === true;
  const { ending } = run;
  const preset = choosePreset(plan.command, options.preset);
  const meaning = ending.kind === 'exited' ? (preset?.explainExit(ending.code) ?? null) : null;
  if (failed === false && meaning?.kind !== 'broken') return false;
  const cause = run.problems.find(({ severity }) => severity === 'error');
  const reason = meaning?.kind === 'broken' ? meaning.text : (cause?.message ?? 'see its output');
  throw new NoAnswer(
    `--bisect-order: ${victim} ${failed === undefined ? 'did not run' : 'ran in a pass that broke'}, which is no answer: ${reason}; see ${join(iterationFolder(options.out, run.iteration), LOG_NAME)}`,
  );
}
