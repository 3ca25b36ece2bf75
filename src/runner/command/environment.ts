/** The environment one iteration runs in. */
import type { IterationTask } from '../../model/run.ts';
import type { RunOptions } from '../options.ts';
import { listSecrets } from '../output/masker.ts';
import type { RunnerPorts } from '../ports.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface Places {
  readonly out: string;
  readonly junit: string;
  readonly temp: string;
  /** Marks every process of this iteration. */
  readonly runId: string;
}

/** Marks the processes of an iteration, wherever they go. */
export const RUN_ID = 'FOCUS_STABILITY_RUN_ID';

/** Below 32768, where Linux begins to give away ports at random. */
const PORT_LIMIT = 32_000;

export function buildEnvironment(
  task: IterationTask,
  places: Places,
  given: { readonly options: RunOptions; readonly ports: RunnerPorts },
): Record<string, string> {
  const own: Record<string, string> = {
    FOCUS_STABILITY_ITERATION: String(task.iteration),
    FOCUS_STABILITY_ITERATIONS: String(task.iterations),
    FOCUS_STABILITY_SEED: String(task.seed),
    FOCUS_STABILITY_OUT: places.out,
    FOCUS_STABILITY_JUNIT: places.junit,
    FOCUS_STABILITY_PORT_BASE: String(choosePortBase(task.iteration, given.options)),
    [RUN_ID]: places.runId,
    TMPDIR: places.temp,
    TEMP: places.temp,
    TMP: places.temp,
  };
  return mergeEnvironment(given.ports.environment, own, given.ports.platform);
}

/** Windows knows one variable by all spellings of its name; two of them would leave the winner to chance. */
export function mergeEnvironment(
  base: Variables,
  own: Readonly<Record<string, string>>,
  platform: NodeJS.Platform,
): Record<string, string> {
  const key = (name: string): string => (platform === 'win32' ? name.toUpperCase() : name);
  const replaced = new Set(Object.keys(own).map(key));
  const kept = Object.entries(base).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !replaced.has(key(entry[0])),
  );
  return Object.fromEntries([...kept, ...Object.entries(own)]);
}

function choosePortBase(iteration: number, { portBase, portsPerIteration }: RunOptions): number {
  const slots = Math.max(1, Math.floor((PORT_LIMIT - portBase) / portsPerIteration));
  return portBase + ((iteration - 1) % slots) * portsPerIteration;
}

/** A step with `run:` has none of these; tokens are among them, and the suite may be that of a stranger's pull request. */
const OF_THE_ACTION = /^(?:INPUT_|ACTIONS_(?:RUNTIME|RESULTS|CACHE)_)/i;

/**
 * Without what a step of a workflow is given and the suite that it runs must not have: inputs, and keys of the runner.
 * `secrets`: what is hidden and must not be seen either, wherever the suite may have it from.
 */
export function hideStep(environment: Variables): {
  readonly environment: Variables;
  readonly secrets: readonly string[];
} {
  const entries = Object.entries(environment);
  const hidden = entries.filter(([name]) => OF_THE_ACTION.test(name));
  return {
    environment: Object.fromEntries(entries.filter(([name]) => !OF_THE_ACTION.test(name))),
    secrets: listSecrets(Object.fromEntries(hidden), []),
  };
}
