/** The command of one iteration: placeholders filled, and told what the run needs of it by the preset that knows it. */
import type { IterationTask } from '../../model/run.ts';
import type { Adapted, Preset } from '../../producers/preset.ts';
import type { RunOptions } from '../options.ts';
import type { RunnerPorts } from '../ports.ts';
import type { Places } from './environment.ts';
import { fillPlaceholders } from './placeholders.ts';
import { probePlugins } from './probe.ts';

/** Where and how one iteration is executed. */
export interface IterationSetting {
  readonly preset: Preset | null;
  /** `cwd`: where the command runs, absolute. */
  readonly workspace: Places & { readonly cwd: string };
  readonly options: RunOptions;
}

/** Fills the placeholders of one iteration in a word. */
export function createFiller(
  { iteration, iterations, seed }: IterationTask,
  { junit, out }: Places,
): (word: string) => string {
  const values = { iteration: `${iteration}`, iterations: `${iterations}`, seed: `${seed}`, junit, out };
  return (word) => fillPlaceholders(word, values);
}

/** Placeholders are filled first, so that a preset sees the paths the user asked for. */
export async function adaptCommand(
  task: IterationTask,
  { preset, workspace, options }: IterationSetting,
  ports: RunnerPorts,
): Promise<Adapted> {
  const { junit, out, cwd, temp } = workspace;
  const command = task.command.map(createFiller(task, workspace));
  // The words of a shell's command line are not ours to extend.
  if (preset === null || options.shell) return { command, remarks: explainUnchanged(task, options, preset) };
  const plugins =
    options.plugins ?? (options.shuffle ? await probePlugins(command, preset, { cwd, ports }) : []);
  const { shuffle, keepRetries } = options;
  return preset.adapt(command, {
    junit,
    out,
    temp,
    cwd,
    seed: task.seed,
    shuffle,
    keepRetries,
    only: task.only,
    plugins,
    environment: ports.environment,
  });
}

function explainUnchanged(
  task: IterationTask,
  { shuffle }: RunOptions,
  preset: Preset | null,
): readonly string[] {
  const reason = 'the test runner is not known, or a shell runs it';
  return [
    ...(preset === null
      ? []
      : [`retries and JUnit are left to the command: a shell runs it, and ${preset.name} is read only`]),
    ...(shuffle ? [`the order is not shuffled by us: ${reason}; use {seed} or FOCUS_STABILITY_SEED`] : []),
    ...(task.only.length > 0 ? [`all tests run instead of ${task.only.length}: ${reason}`] : []),
  ];
}
