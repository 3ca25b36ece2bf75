/** Executes one iteration and tells truthfully what became of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { IterationRun, IterationTask } from '../model/run.ts';
import { buildEnvironment } from './command/environment.ts';
import { fillPlaceholders, type PlaceholderValues } from './command/placeholders.ts';
import { gatherEvidence } from './evidence/gather.ts';
import { idOf, SeenTests } from './evidence/seen-tests.ts';
import { hasOwnTree } from './evidence/shared-reports.ts';
import { watchReports } from './evidence/watch-reports.ts';
import type { RunOptions } from './options.ts';
import type { CaptureSinks } from './output/capture.ts';
import { LogFile } from './output/log-file.ts';
import { maskReport } from './output/mask-report.ts';
import { listSecrets } from './output/masker.ts';
import { Tail } from './output/tail.ts';
import type { RunnerPorts } from './ports.ts';
import { choosePreset } from '../producers/choose.ts';
import type { Adapted, Preset, SessionNotes } from '../producers/preset.ts';
import { probePlugins } from './command/probe.ts';
import { executeCommand } from './process/execute.ts';
import { iterationFolder, openWorkspace, type IterationWorkspace } from './workspace/iteration-folder.ts';

const TAIL_LINES = 50;
const RETRIED = 'retries were on: flakiness is under-counted';
export const LOG_NAME = 'output.log';

/**
 * Resolves whatever the command does, with everything it started ended; also on abort. Emits `command-started`,
 * `output` and `test-seen`; start and end of the iteration are for the caller to tell.
 * @throws UsageError when `options.preset` names none
 */
export async function runIteration(
  task: IterationTask,
  options: RunOptions,
  ports: RunnerPorts,
): Promise<IterationRun> {
  const preset = choosePreset(task.command, options.preset);
  let workspace: IterationWorkspace;
  try {
    workspace = await openWorkspace(task.iteration, options, ports);
  } catch (error) {
    return refuse(task, options, error);
  }
  try {
    return await runInWorkspace(task, { preset, workspace, options }, ports);
  } finally {
    await workspace.release();
  }
}

interface Setting {
  readonly preset: Preset | null;
  readonly workspace: IterationWorkspace;
  readonly options: RunOptions;
}

async function runInWorkspace(
  task: IterationTask,
  setting: Setting,
  ports: RunnerPorts,
): Promise<IterationRun> {
  const { workspace, options, preset } = setting;
  const adapted = await adaptCommand(task, setting, ports);
  for (const [path, content] of adapted.files ?? []) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const environment = { ...buildEnvironment(task, workspace, { options, ports }), ...adapted.environment };
  const seen = new SeenTests();
  let hasRetried = false;
  const notes: SessionNotes = {
    retried: () => void (hasRetried = true),
    settled: (tests) => seen.settle(tests),
  };
  const tail = new Tail(TAIL_LINES);
  const log = new LogFile(join(workspace.out, LOG_NAME), options.logLimit);
  const secrets = listSecrets(ports.environment, options.mask);
  const sinks: CaptureSinks = {
    secrets,
    log,
    tail,
    createFollower: preset?.createFollower?.bind(preset, workspace.cwd, notes) ?? null,
    show: (text) => ports.emit({ kind: 'output', iteration: task.iteration, text }),
    seeTests: (tests) => {
      for (const test of tests)
        if (seen.add(test)) {
          const { outcome } = test;
          ports.emit({ kind: 'test-seen', iteration: task.iteration, id: idOf(test), outcome });
        }
    },
  };
  const values = readValues(task, workspace);
  const patterns = [
    ...options.reports.map((pattern) => fillPlaceholders(pattern, values)),
    ...(adapted.reports ?? []),
    ...(options.parallel > 1 && !hasOwnTree(options) ? [] : (adapted.strayReports ?? [])),
  ];
  const findReports = watchReports({ ...workspace, patterns });
  const command = { words: adapted.command, cwd: workspace.cwd, environment, shell: options.shell };
  const executing = executeCommand({ command, runId: workspace.runId, sinks, limits: options }, ports);
  ports.emit({ kind: 'command-started', iteration: task.iteration });
  const execution = await executing;
  const droppedBytes = log.close();
  const outputTail = tail.read();
  const found = findReports();
  const { reports, problems } = await gatherEvidence(
    {
      iteration: task.iteration,
      out: workspace.out,
      execution,
      preset,
      shell: options.shell,
      outputTail,
      seen,
      droppedBytes,
      found,
      remarks: [
        ...(adapted.remarks ?? []),
        ...(hasRetried && !options.keepRetries && adapted.keepsRetries !== true ? [RETRIED] : []),
        ...maskReports(found.reports, secrets),
      ],
    },
    ports,
  );
  const { ending, durationMs } = execution;
  return {
    iteration: task.iteration,
    seed: task.seed,
    ending,
    durationMs: Math.round(durationMs),
    reports,
    problems,
    outputTail,
  };
}

/** Returns what could not be done. */
function maskReports(reports: readonly string[], secrets: readonly string[]): readonly string[] {
  return reports.flatMap((path) => {
    try {
      maskReport(path, secrets);
      return [];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [`secrets may stand in ${basename(path)}, which could not be rewritten: ${reason}`];
    }
  });
}

function readValues(
  { iteration, iterations, seed }: IterationTask,
  { junit, out }: IterationWorkspace,
): PlaceholderValues {
  return { iteration: `${iteration}`, iterations: `${iterations}`, seed: `${seed}`, junit, out };
}

/** Placeholders are filled first, so that a preset sees the paths the user asked for. */
async function adaptCommand(
  task: IterationTask,
  { preset, workspace, options }: Setting,
  ports: RunnerPorts,
): Promise<Adapted> {
  const { junit, out, cwd, temp } = workspace;
  const values = readValues(task, workspace);
  const command = task.command.map((word) => fillPlaceholders(word, values));
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

function refuse(task: IterationTask, options: RunOptions, error: unknown): IterationRun {
  const reason = `the folders of the iteration could not be made: ${error instanceof Error ? error.message.trim() : String(error)}`;
  const { iteration, seed } = task;
  return {
    iteration,
    seed,
    ending: { kind: 'not-started', reason },
    durationMs: 0,
    reports: [],
    problems: [
      {
        code: 'not-started',
        severity: 'error',
        path: iterationFolder(options.out, iteration),
        iteration,
        message: reason,
        advice: 'Check --out and --isolate',
      },
    ],
    outputTail: '',
  };
}
