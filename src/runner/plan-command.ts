/** Commands that run some tests, in a given order: whether there are any, and as a person would type them. */
import { UsageError } from '../kit/usage-error.ts';
import { choosePreset } from '../producers/choose.ts';
import type { RunOptions } from './options.ts';
import { listSecrets, maskWords } from './output/masker.ts';
import type { RunnerPorts } from './ports.ts';

/** Before a search for the order of tests. Throws UsageError when this command cannot run named tests in the order given. */
export function checkChoosable(
  command: readonly string[],
  { preset: name, shell, cwd }: Pick<RunOptions, 'preset' | 'shell' | 'cwd'>,
): void {
  const preset = shell ? null : choosePreset(command, name);
  if (preset?.keepsOrder !== true)
    throw new UsageError(
      `--bisect-order needs a test runner that runs named tests in the order given, such as pytest, not ${preset?.name ?? 'an unknown command'}`,
    );
  const doubt = preset.explainSelection?.(command, cwd) ?? null;
  if (doubt !== null) throw new UsageError(`--bisect-order must know all words that name tests: ${doubt}`);
}

/** Without its secrets. `only`: ids, in the order in which they shall run. Placeholders stay. */
export function showCommand(
  command: readonly string[],
  only: readonly string[],
  { options, environment }: { readonly options: RunOptions } & Pick<RunnerPorts, 'environment'>,
): readonly string[] {
  return maskWords(planCommand(command, only, options), listSecrets(environment, options.mask));
}

function planCommand(
  command: readonly string[],
  only: readonly string[],
  options: RunOptions,
): readonly string[] {
  const preset = choosePreset(command, options.preset);
  if (preset === null) return command;
  const adapted = preset.adapt(command, {
    junit: '{junit}',
    out: '{out}',
    temp: null,
    seed: 0,
    shuffle: false,
    keepRetries: options.keepRetries,
    only,
    plugins: [],
    cwd: options.cwd,
    environment: {},
  });
  // Where the report goes is the run's business.
  return adapted.command.filter((word) => !/^--junit-?xml=\{junit\}$/.test(word));
}
