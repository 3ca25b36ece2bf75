/** `--bisect-order`: which tests, run before it, make a test fail? */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RunConfig, BisectConfig } from '../../config/run-config.ts';
import { EXIT } from '../../config/exit-codes.ts';
import { UsageError } from '../../config/usage-error.ts';
import { collectPaths } from '../../collect/paths/collect-paths.ts';
import { collectRuns } from '../../collect/paths/collect-runs.ts';
import { CELL } from '../../model/outcome.ts';
import type { IterationRun } from '../../model/run.ts';
import { bisectOrder } from '../../runner/modes/bisect.ts';
import { deriveSeed } from '../../runner/modes/seeds.ts';
import type { RunOptions } from '../../runner/options.ts';
import type { RunnerPorts } from '../../runner/ports.ts';
import { listSecrets, maskWords } from '../../runner/output/masker.ts';
import { planCommand } from '../../runner/plan-command.ts';
import { choosePreset } from '../../producers/choose.ts';
import { LOG_NAME, runIteration } from '../../runner/run-iteration.ts';
import { iterationFolder } from '../../runner/workspace/iteration-folder.ts';
import { readReports } from '../../analysis/read-reports.ts';
import { describeBisection, describeNoFailure, describeStep } from './describe-bisection.ts';
import { openPorts } from './execute.ts';
import type { Interrupts } from './interrupts.ts';
import type { PlannedRun, RunWorld } from './plan.ts';

interface Scene {
  readonly config: BisectConfig;
  readonly planned: PlannedRun;
  readonly options: RunOptions;
  readonly ports: RunnerPorts;
  readonly cwd: string;
  readonly tell: (text: string) => void;
}

/** Returns the exit code: found, or not. */
export async function bisect(
  { bisect: config, report }: RunConfig,
  { planned, interrupts }: { readonly planned: PlannedRun; readonly interrupts: Interrupts },
  world: RunWorld,
): Promise<number> {
  if (config === null) throw new RangeError('nothing to bisect');
  const { terminal } = world;
  const { signal } = interrupts;
  const tell = report.quiet ? (): void => undefined : terminal.tell.bind(terminal);
  // Beside the results: its passes of chosen tests are no iterations that somebody may report on.
  const options = { ...planned.options, out: `${planned.options.out}-bisect` };
  const ports = openPorts(world, { emit: () => undefined, ...interrupts });
  const scene = { config, planned, options, ports, cwd: terminal.cwd, tell };
  const order = await findOrder(scene);
  if (order === null) {
    await terminal.print(describeNoFailure(config, signal.aborted));
    return signal.aborted ? EXIT.interrupted : EXIT.noEvidence;
  }
  const run = numberedRuns(scene);
  const result = await bisectOrder({
    ...config,
    order,
    runTests: async (only) => hasFailed(await run(only, false), scene),
    signal,
    onProgress: (progress) => tell(describeStep(progress)),
  });
  const secrets = listSecrets(ports.environment, options.mask);
  const minimal =
    result.kind === 'found'
      ? maskWords(planCommand(planned.plan.command, result.minimalOrder, options), secrets)
      : null;
  await terminal.print(describeBisection(config.victim, result, minimal));
  if (result.kind === 'interrupted') return EXIT.interrupted;
  return result.kind === 'found' || result.kind === 'fails-alone' ? EXIT.passed : EXIT.gateFailed;
}

type RunOnce = (only: readonly string[], shuffle: boolean) => Promise<IterationRun>;

function numberedRuns({ planned, options, ports }: Scene): RunOnce {
  let iteration = 0;
  return (only, shuffle) => {
    iteration += 1;
    const { command, baseSeed } = planned.plan;
    const seed = deriveSeed(baseSeed, iteration);
    return runIteration(
      { iteration, iterations: iteration, seed, command, only },
      { ...options, shuffle: shuffle && options.shuffle },
      ports,
    );
  };
}

/** The tests of a pass in which the victim failed, as they ran. Null when there is none. */
async function findOrder(scene: Scene): Promise<readonly string[] | null> {
  const { config, cwd, tell, ports } = scene;
  if (config.orderFrom !== null) return readOrder(config.orderFrom, cwd);
  const run = numberedRuns(scene);
  for (let pass = 1; pass <= config.maxRuns && !ports.signal.aborted; pass += 1) {
    const done = await run([], true);
    const cells = await readCells(done);
    tell(
      `pass ${pass} of the whole suite: ${cells.get(config.victim) === true ? 'it fails' : 'it does not fail'}\n`,
    );
    if (!cells.has(config.victim) && !ports.signal.aborted)
      throw new UsageError(
        `--bisect-order: the suite reported ${cells.size} tests and none is called ${JSON.stringify(config.victim)}; see ${placeOf(done)}`,
      );
    if (cells.get(config.victim) === true) return [...cells.keys()];
  }
  return null;
}

const placeOf = ({ reports }: IterationRun): string => reports[0] ?? 'its output.log';

async function readOrder(path: string, cwd: string): Promise<readonly string[]> {
  await readFile(resolve(cwd, path)).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--order-from ${path}: ${reason}`, { cause: error });
  });
  const collected = await collectPaths([path], { cwd, iterationPattern: null });
  const { matrix } = await readReports(collected, {
    expectedIterations: null,
    maskNames: [],
    iterations: collected.files.map(({ iteration }) => iteration),
  });
  return Array.from({ length: matrix.testCount }, (_, test) => matrix.name(test).id);
}

/** Throws UsageError when the run says nothing about the victim: to take that for a pass would mislead the search. */
async function hasFailed(run: IterationRun, { config, planned, options, ports }: Scene): Promise<boolean> {
  const failed = (await readCells(run)).get(config.victim);
  // What a person stopped has no answer; the search ends anyway.
  if (failed === true || ports.signal.aborted) return failed === true;
  const { ending } = run;
  const preset = choosePreset(planned.plan.command, options.preset);
  const meaning = ending.kind === 'exited' ? (preset?.explainExit(ending.code) ?? null) : null;
  if (failed === false && meaning?.kind !== 'broken') return false;
  const cause = run.problems.find(({ severity }) => severity === 'error');
  const reason = meaning?.kind === 'broken' ? meaning.text : (cause?.message ?? 'see its output');
  throw new UsageError(
    `--bisect-order: ${config.victim} ${failed === undefined ? 'did not run' : 'ran in a pass that broke'}, which is no answer: ${reason}; see ${join(iterationFolder(options.out, run.iteration), LOG_NAME)}`,
  );
}

/** Id -> whether it failed, in the order of the report. */
async function readCells(run: IterationRun): Promise<Map<string, boolean>> {
  const { iteration } = run;
  const collected = collectRuns([run], '/');
  const { matrix } = await readReports(collected, {
    expectedIterations: null,
    maskNames: [],
    iterations: [iteration],
  });
  const failed: ReadonlySet<number> = new Set([CELL.failed, CELL.errored, CELL.rescued]);
  return new Map(
    Array.from({ length: matrix.testCount }, (_, test) => [
      matrix.name(test).id,
      failed.has(matrix.cell(test, 0)),
    ]),
  );
}
