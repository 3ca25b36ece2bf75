/** Executes a planned run while a person watches. */
import type { RunConfig } from '../../config/run-config.ts';
import type { Interrupts } from '../../edge/interrupts.ts';
import type { RunWorld } from '../../edge/run-host.ts';
import type { RunEvent } from '../../model/run.ts';
import { listLosses, runIterations, type RunResult } from '../../runner/modes/run-iterations.ts';
import { saveState } from '../../runner/modes/resume.ts';
import type { Judge } from '../../runner/modes/stop.ts';
import type { PreparedRun } from '../../runner/prepare-run.ts';
import { watchPlan, type Watcher } from '../../runner/watch/watcher.ts';
import { removeEarlier } from '../../runner/workspace/iteration-folder.ts';
import { openLaunch } from './launch.ts';
import { openPorts } from './open-runner.ts';

export interface ExecuteRequest {
  readonly config: RunConfig;
  readonly prepared: PreparedRun;
  readonly judge: Judge;
  /** Called when a command was started, and there is time to do something else. */
  readonly onIdle?: () => void;
  readonly interrupts: Interrupts;
}

export interface ExecutedRun extends RunResult {
  /** What could not be kept and why, a line each. */
  readonly lost: readonly string[];
}

/** Rejects with UsageError. */
export async function executePlan(request: ExecuteRequest, world: RunWorld): Promise<ExecutedRun> {
  const { config, interrupts, judge } = request;
  const { planned, earlier } = request.prepared;
  const { plan, options, statePath } = planned;
  const watcher = config.report.quiet ? null : openWatcher(request.prepared, world);
  const stopTicking = world.host.everySecond(() => watcher?.tick());
  const onEvent = (event: RunEvent): void => {
    if (event.kind === 'command-started') request.onIdle?.();
    else watcher?.show(event);
  };
  const { signal } = interrupts;
  signal.addEventListener('abort', () => watcher?.showStopping(), { once: true });
  const ports = openPorts(world, { emit: onEvent, ...interrupts });
  try {
    if (plan.iteration === null && options.isolate !== 'none')
      await removeEarlier(
        options.out,
        earlier.map(({ iteration }) => iteration),
      );
    const launch = await openLaunch(config, planned, { ports, world });
    let stateLoss: string | null = null;
    const result = await runIterations({
      plan,
      run: (task, stop) => launch(task, { ...ports, signal: stop }),
      now: () => world.terminal.now(),
      signal,
      onEvent,
      judge,
      earlier,
      keep: async (runs) => {
        stateLoss = await saveState(statePath, plan, runs);
      },
    });
    return { ...result, lost: [...listLosses(result), ...(stateLoss === null ? [] : [stateLoss])] };
  } finally {
    stopTicking();
    watcher?.close();
  }
}

function openWatcher(prepared: PreparedRun, { terminal, host }: RunWorld): Watcher {
  return watchPlan(prepared, {
    terminal: { ...terminal.progress, rows: host.rows, colors: host.colors },
    now: () => terminal.now(),
    groupToken: host.environment['GITHUB_ACTIONS'] === 'true' ? host.drawToken() : null,
  });
}
