/** The command that runs some tests, as a person would type it. */
import type { RunOptions } from './options.ts';
import { choosePreset } from '../producers/choose.ts';

/** `only`: ids, in the order in which they shall run. Placeholders stay. */
export function planCommand(
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
