/** The `run` command's settings -> what the runner is asked to do. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RunConfig } from '../../config/run-config.ts';
import type { SuiteConfig } from '../../config/suite-config.ts';
import { UsageError } from '../../config/usage-error.ts';
import type { RunHost } from '../../edge/run-host.ts';
import type { Terminal } from '../../edge/terminal.ts';
import type { IterationRun, IterationTask } from '../../model/run.ts';
import type { RunnerPorts } from '../../runner/ports.ts';
import { planRepetitions, readFlakyTests, type Repetitions } from '../../runner/modes/only-flaky.ts';
import { MAX_ITERATIONS, planRun } from '../../runner/modes/plan-run.ts';
import type { RunPlan } from '../../runner/modes/plan.ts';
import { seedFromText } from '../../runner/modes/seeds.ts';
import { DEFAULT_RUN_OPTIONS, type RunOptions } from '../../runner/options.ts';
import { hideSecrets, listSecrets } from '../../runner/output/masker.ts';
import { choosePreset } from '../../producers/choose.ts';
import { findUnsafePlace } from '../../runner/command/shell-line.ts';
import { findSharedReport, hasOwnTree } from '../../runner/evidence/shared-reports.ts';
import { RefusedError } from '../../runner/modes/refused-error.ts';
import { iterationFolder, JUNIT_NAME } from '../../runner/workspace/iteration-folder.ts';
import { readCommit } from '../../runner/workspace/git.ts';

export interface RunWorld {
  readonly terminal: Terminal;
  readonly host: RunHost;
}

export interface PlannedRun {
  readonly plan: RunPlan;
  readonly options: RunOptions;
  readonly repetitions: Repetitions | null;
  /** Absolute: what a later `--resume` reads. */
  readonly statePath: string;
}

/** Resolves whatever happens in it, with everything it started ended; also on abort of the ports' signal. */
export type Launch = (task: IterationTask, ports: RunnerPorts) => Promise<IterationRun>;

/** `seed`: of the run that is continued; null for a new one. Throws UsageError, RefusedError, UnknownPreset. */
export async function planIterations(
  config: RunConfig,
  { terminal, host }: RunWorld,
  seed: number | null,
): Promise<PlannedRun> {
  const { execution } = config;
  const command = config.suite === null ? config.command : describeSuites(config.suite);
  const preset = config.suite === null ? choosePreset(command, execution.preset) : null;
  const options: RunOptions = {
    ...DEFAULT_RUN_OPTIONS,
    ...execution,
    parallel: config.parallel,
    cwd: terminal.cwd,
    out: resolve(terminal.cwd, execution.out),
  };
  if (options.shell && config.suite === null) checkShellLine(command, options, host);
  const repetitions = config.onlyFlaky === null ? null : await readRepetitions(config, terminal);
  const plan = planRun({
    ...config,
    command,
    shown: await hideSecrets(command, listSecrets(host.environment, execution.mask)),
    repetitions,
    baseSeed: config.seed ?? seed ?? drawSeed(host),
    facts: [
      { name: 'commit', value: await readCommit(terminal.cwd) },
      { name: 'preset', value: config.suite === null ? (preset?.name ?? 'none') : SUITES },
      { name: 'server', value: nameServer(config) },
      { name: 'isolation', value: execution.isolate },
      { name: 'order', value: execution.shuffle ? 'shuffled' : 'as it is' },
      { name: 'retries', value: execution.keepRetries ? 'kept' : 'off' },
    ],
  });
  if (config.suite === null && plan.parallel > 1 && plan.iterations > 1) checkReports(command, options);
  return { plan, options, repetitions, statePath: resolve(options.out, 'run.json') };
}

/** Throws RefusedError when a path of ours would not reach the command as it is. */
function checkShellLine(command: readonly string[], { out }: RunOptions, { platform }: RunHost): void {
  const folder = iterationFolder(out, 1);
  const unsafe = findUnsafePlace(
    command.join(' '),
    { out: folder, junit: join(folder, JUNIT_NAME) },
    platform,
  );
  if (unsafe === null) return;
  const { placeholder, value, isQuotable } = unsafe;
  const advice = isQuotable
    ? `write it in double quotes, "${placeholder}"`
    : 'name an --out without blanks and other characters that mean something to a shell';
  throw new RefusedError(
    `--shell: ${placeholder} stands for ${value}, which the shell would not take as one word; ${advice}`,
  );
}

/** Throws RefusedError when iterations that run side by side would take each other's reports. */
function checkReports(command: readonly string[], options: RunOptions): void {
  const shared = findSharedReport(command, options);
  if (shared === null) return;
  const advice = hasOwnTree(options) ? '' : ', or use --isolate copy';
  throw new RefusedError(
    `--parallel: iterations at the same moment would take each other's reports from ${shared}; put {iteration} or {junit} in the name${advice}`,
  );
}

/** In the place of a preset. */
export const SUITES = 'suites';

function nameServer({ suite }: RunConfig): string {
  if (suite === null) return 'none';
  return suite.env === null ? 'an embedded reference server' : `the environment ${suite.env}`;
}

/** All that decides which tests run against what: a run that is continued must have the same. */
function describeSuites(config: SuiteConfig): string[] {
  const words = config.suites.flatMap((name) => ['--suite', name]);
  if (config.env !== null) words.push('--env', config.env);
  if (config.grep !== null) words.push('--grep', config.grep);
  words.push(...config.tags.flatMap((tag) => ['--tag', tag]));
  words.push(...config.defects.flatMap((name) => ['--defect', name]));
  words.push(...Object.entries(config.settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]));
  if (config.repeatEach > 1) words.push('--repeat-each', String(config.repeatEach));
  return words;
}

/** The legs of a matrix are processes of their own: what they share is the id of their workflow run. */
function drawSeed(host: RunHost): number {
  const id = host.environment['GITHUB_RUN_ID'];
  return id === undefined ? host.drawSeed() : seedFromText(id);
}

async function readRepetitions(
  { onlyFlaky, iterations }: RunConfig,
  { cwd }: Terminal,
): Promise<Repetitions> {
  const path = onlyFlaky ?? '';
  const text = await readFile(resolve(cwd, path), 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--only-flaky ${path}: ${reason}`, { cause: error });
  });
  return planRepetitions(readFlakyTests(text, path), iterations ?? MAX_ITERATIONS);
}
