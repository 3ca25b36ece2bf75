/** Settings of a run -> what is executed and how, checked as far as that is possible before anything runs. */
import { resolve } from 'node:path';
import { choosePreset } from '../producers/choose.ts';
import { checkShellLine } from './command/placeholders.ts';
import { checkSharedReports } from './evidence/shared-reports.ts';
import { readRepetitions, type Repetitions } from './modes/only-flaky.ts';
import { planRun, type RunSettings } from './modes/plan-run.ts';
import { type Fact, type RunPlan, seedFromText } from './modes/plan.ts';
import { FIXED_RUN_OPTIONS, type RunOptions } from './options.ts';
import { hideSecrets, listSecrets } from './output/masker.ts';
import { readCommit } from './workspace/git.ts';

export interface PlannedRun {
  readonly plan: RunPlan;
  readonly options: RunOptions;
  readonly repetitions: Repetitions | null;
  /** Absolute: what a later `--resume` reads. */
  readonly statePath: string;
}

/** Settings as the user gave them; null: not given. */
export interface PlanRequest extends Pick<
  RunSettings,
  'command' | 'iterations' | 'iteration' | 'untilFailure' | 'maxMinutes' | 'untilPower' | 'rate'
> {
  readonly parallel: number;
  readonly seed: number | null;
  /** Path of the report whose flaky tests are repeated. */
  readonly onlyFlaky: string | null;
  /** `out` may be relative to the working directory. */
  readonly execution: Omit<RunOptions, 'cwd' | 'parallel' | keyof typeof FIXED_RUN_OPTIONS>;
  /** Null: the command is run. */
  readonly suites: NamedSuites | null;
}

/** Suites that are run in the place of a command, in words for a person. */
export interface NamedSuites {
  /** As options of the command line. */
  readonly words: readonly string[];
  readonly server: string;
}

export interface PlanWorld {
  /** Absolute working directory. */
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A whole number from 0 to 2^31 - 1. */
  drawSeed(): number;
}

/** In the place of a preset. */
export const SUITES = 'suites';

/** `seed`: of the run that is continued; null for a new one. Throws UsageError. */
export async function planIterations(
  request: PlanRequest,
  world: PlanWorld,
  seed: number | null,
): Promise<PlannedRun> {
  const { execution, suites, parallel } = request;
  const command = suites?.words ?? request.command;
  const preset = suites === null ? (choosePreset(command, execution.preset)?.name ?? 'none') : SUITES;
  const options: RunOptions = {
    ...FIXED_RUN_OPTIONS,
    ...execution,
    parallel,
    cwd: world.cwd,
    out: resolve(world.cwd, execution.out),
  };
  if (options.shell && suites === null) checkShellLine(command, options.out, world.platform);
  const repetitions =
    request.onlyFlaky === null
      ? null
      : await readRepetitions(request.onlyFlaky, world.cwd, request.iterations);
  const plan = planRun({
    ...request,
    command,
    shown: await hideSecrets(command, listSecrets(world.environment, execution.mask)),
    repetitions,
    baseSeed: request.seed ?? seed ?? drawSeed(world),
    facts: [
      { name: 'commit', value: await readCommit(world.cwd) },
      { name: 'preset', value: preset },
      { name: 'server', value: suites?.server ?? 'none' },
      ...listFacts(options),
    ],
  });
  if (suites === null && plan.parallel > 1 && plan.iterations > 1) checkSharedReports(command, options);
  return { plan, options, repetitions, statePath: resolve(options.out, 'run.json') };
}

function listFacts({ isolate, shuffle, keepRetries }: RunOptions): Fact[] {
  return [
    { name: 'isolation', value: isolate },
    { name: 'order', value: shuffle ? 'shuffled' : 'as it is' },
    { name: 'retries', value: keepRetries ? 'kept' : 'off' },
  ];
}

/** The iterations of a matrix are processes of their own: what they share is the id of their workflow run. */
function drawSeed(world: PlanWorld): number {
  const id = world.environment['GITHUB_RUN_ID'] ?? '';
  return id === '' ? world.drawSeed() : seedFromText(id);
}
