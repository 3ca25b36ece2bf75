/** Executes a planned run while a person watches. */
import type { RunEvent, IterationRun } from '../../model/run.ts';
import { writeRunNote, RUN_NOTE_NAME } from '../../model/run-note.ts';
import type { Judge } from '../../runner/modes/stop.ts';
import { runIterations, type RunResult } from '../../runner/modes/run-iterations.ts';
import { saveState } from '../../runner/modes/state-file.ts';
import type { RunOptions } from '../../runner/options.ts';
import type { RunnerPorts } from '../../runner/ports.ts';
import { createWatcher, type Watcher } from '../../runner/watch/watcher.ts';
import { openWatch } from '../../runner/watch/watch-state.ts';
import { listIterations } from '../../runner/modes/plan.ts';
import { iterationFolder, removeEarlier } from '../../runner/workspace/iteration-folder.ts';
import { writeFiles } from '../../edge/write-files.ts';
import type { RunConfig } from '../../config/run-config.ts';
import type { Interrupts } from './interrupts.ts';
import { openLaunch } from './launch.ts';
import type { PlannedRun, RunWorld } from './plan.ts';

export interface ExecuteRequest {
  readonly config: RunConfig;
  readonly planned: PlannedRun;
  /** Finished in an earlier session; they are kept. */
  readonly earlier: readonly IterationRun[];
  /** Milliseconds of iterations of the same command, for the estimate of the rest. */
  readonly historyMs: readonly number[];
  readonly judge: Judge;
  /** Called when a command was started, and there is time to do something else. */
  readonly onIdle?: () => void;
  readonly interrupts: Interrupts;
}

/** Rejects with UnknownPreset and with what the disk refuses. */
export async function executePlan(request: ExecuteRequest, world: RunWorld): Promise<RunResult> {
  const { planned, earlier, interrupts } = request;
  const { signal } = interrupts;
  const { plan, options, statePath } = planned;
  const watcher = request.config.report.quiet ? null : openWatcher(request, world);
  const stopTicking = world.host.everySecond(() => watcher?.tick());
  const onEvent = (event: RunEvent): void => {
    if (event.kind === 'command-started') request.onIdle?.();
    else watcher?.show(event);
  };
  signal.addEventListener('abort', () => watcher?.showStopping(), { once: true });
  const ports = openPorts(world, { emit: onEvent, ...interrupts });
  try {
    if (plan.leg === null && options.isolate !== 'none')
      await removeEarlier(options.out, {
        mark: RUN_NOTE_NAME,
        kept: earlier.map(({ iteration }) => iteration),
      });
    const launch = await openLaunch(request.config, planned, { ports, world });
    return await runIterations({
      plan,
      run: async (task, stop) => {
        const run = await launch(task, { ...ports, signal: stop });
        leaveNote(run, options);
        return run;
      },
      now: () => world.terminal.now(),
      signal,
      onEvent,
      judge: request.judge,
      earlier,
      keep: (runs) => saveState(statePath, plan, runs),
    });
  } finally {
    stopTicking();
    watcher?.close();
  }
}

export function openPorts(
  { terminal, host }: RunWorld,
  { emit, signal, hurry }: Pick<RunnerPorts, 'emit' | 'signal' | 'hurry'>,
): RunnerPorts {
  return {
    platform: host.platform,
    environment: host.environment,
    tempFolder: terminal.tempDirectory,
    now: () => terminal.now(),
    kill: (pid, name) => host.kill(pid, name),
    emit,
    surveyReport: async (path) => (await import('./survey-report.ts')).surveyReport(path),
    signal,
    hurry,
  };
}

/** How the iteration ended travels with its reports. */
function leaveNote(run: IterationRun, { out }: RunOptions): void {
  const note = { kind: 'write-file' as const, path: RUN_NOTE_NAME, purpose: 'how the iteration ended' };
  const { failed } = writeFiles(
    [{ ...note, content: [writeRunNote(run)] }],
    iterationFolder(out, run.iteration),
  );
  const [problem] = failed;
  if (problem !== undefined) throw new Error(`${problem.path} could not be written: ${problem.reason}`);
}

function openWatcher({ planned, earlier, historyMs }: ExecuteRequest, world: RunWorld): Watcher {
  const { plan } = planned;
  const { terminal, host } = world;
  const { environment } = host;
  return createWatcher({
    terminal: { ...terminal.progress, rows: host.rows, colors: host.colors },
    now: () => terminal.now(),
    groupToken: environment['GITHUB_ACTIONS'] === 'true' ? host.drawToken() : null,
    state: openWatch({
      iterations: plan.iterations,
      planned: listIterations(plan).length - earlier.length,
      parallel: plan.parallel,
      startedMs: terminal.now(),
      earlierMs: earlier.map(({ durationMs }) => durationMs),
      historyMs,
      expectedTests: null,
    }),
  });
}
