/** What the engine of suites is asked to do, and what of the runner's world it may use. */
import type { RunnerPorts } from '../../../runner/ports.ts';
import { DEFAULT_SUITE_PLAN, type SuitePlan } from '../../../suite/types/plan.ts';
import type { SuitePorts } from '../../../suite/types/ports.ts';
import type { RunWorld } from '../../../edge/run-host.ts';
import type { PreparedSuites } from './prepare-suites.ts';

type Own = Pick<SuitePlan, 'seed' | 'target' | 'out' | 'mask'>;

interface Chosen extends Own, Pick<PreparedSuites, 'config' | 'options' | 'sources'> {
  /** Ids; empty for all. */
  readonly only: readonly string[];
}

export function planSuites({ config, options, sources, only, ...own }: Chosen): SuitePlan {
  return {
    ...DEFAULT_SUITE_PLAN,
    ...own,
    sources,
    selection: { grep: config.grep, tags: config.tags, only },
    shuffle: options.shuffle,
    repeatEach: config.repeatEach,
    cwd: options.cwd,
  };
}

export function openSuitePorts({
  ports,
  world,
  environment,
}: Pick<SuitePorts, 'environment'> & { readonly ports: RunnerPorts; readonly world: RunWorld }): SuitePorts {
  return {
    platform: ports.platform,
    execPath: world.host.execPath,
    workerPath: world.host.workerPath,
    environment,
    now: () => ports.now(),
    kill: (pid, name) => ports.kill(pid, name),
    emit: () => undefined,
    signal: ports.signal,
    hurry: ports.hurry,
  };
}
