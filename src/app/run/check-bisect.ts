/** May this test be bisected with this command? */
import type { RunConfig } from '../../config/run-config.ts';
import { UsageError } from '../../config/usage-error.ts';
import { choosePreset } from '../../producers/choose.ts';

/** Throws UsageError; also UnknownPreset. */
export function checkBisect(config: RunConfig, cwd: string): void {
  const { bisect, command, execution } = config;
  if (bisect === null) return;
  const [clash] = listGiven(config);
  if (clash !== undefined)
    throw new UsageError(`--bisect-order runs what it needs and cannot be combined with ${clash}`);
  for (const [name, value] of [
    ['confirmations', bisect.confirmations],
    ['max-runs', bisect.maxRuns],
  ] as const)
    if (value < 1) throw new UsageError(`--bisect-${name} must be at least 1`);
  const preset = execution.shell ? null : choosePreset(command, execution.preset);
  if (preset?.keepsOrder !== true)
    throw new UsageError(
      `--bisect-order needs a test runner that runs named tests in the order given, such as pytest, not ${preset?.name ?? 'an unknown command'}`,
    );
  const doubt = preset.explainSelection?.(command, cwd) ?? null;
  if (doubt !== null) throw new UsageError(`--bisect-order must know all words that name tests: ${doubt}`);
}

/** Settings that decide how often the whole suite runs. */
function listGiven(config: RunConfig): string[] {
  const { iterations, iteration, untilPower, maxMinutes, onlyFlaky } = config;
  const values = Object.entries({ iterations, iteration, untilPower, maxMinutes, onlyFlaky });
  const given = values.filter(([, value]) => value !== null).map(([name]) => name);
  if (config.parallel > 1) given.push('parallel');
  if (config.untilFailure) given.push('untilFailure');
  if (config.resume) given.push('resume');
  return given.map((name) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}
