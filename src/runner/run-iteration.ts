/** Executes one iteration and tells truthfully what became of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorText } from '../kit/error-text.ts';
import type { IterationRun, IterationTask } from '../model/run.ts';
import { choosePreset } from '../producers/choose.ts';
import type { Adapted } from '../producers/preset.ts';
import { adaptCommand, createFiller, type IterationSetting } from './command/adapt-command.ts';
import { buildEnvironment } from './command/environment.ts';
import { gatherEvidence } from './evidence/gather.ts';
import { hasOwnTree } from './evidence/shared-reports.ts';
import { watchReports } from './evidence/watch-reports.ts';
import type { RunOptions } from './options.ts';
import { openOutput } from './output/iteration-output.ts';
import { maskReports } from './output/mask-report.ts';
import { listSecrets } from './output/masker.ts';
import type { RunnerPorts } from './ports.ts';
import { executeCommand } from './process/execute.ts';
import { iterationFolder, openWorkspace, type IterationWorkspace } from './workspace/iteration-folder.ts';

const RETRIED = 'retries were on: flakiness is under-counted';

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

async function runInWorkspace(
  task: IterationTask,
  setting: IterationSetting,
  ports: RunnerPorts,
): Promise<IterationRun> {
  const { workspace, options, preset } = setting;
  const { iteration, seed } = task;
  const { out, cwd, runId } = workspace;
  const adapted = await adaptCommand(task, setting, ports);
  writeFiles(adapted.files);
  const environment = { ...buildEnvironment(task, workspace, { options, ports }), ...adapted.environment };
  const secrets = listSecrets(ports.environment, options.mask);
  const output = openOutput({ iteration, out, cwd, logLimit: options.logLimit, secrets }, preset, ports);
  const findReports = watchReports({ ...workspace, patterns: listPatterns(task, setting, adapted) });
  const command = { words: adapted.command, cwd, environment, shell: options.shell };
  const executing = executeCommand({ command, runId, sinks: output.sinks, limits: options }, ports);
  ports.emit({ kind: 'command-started', iteration });
  const execution = await executing;
  const { hasRetried, ...told } = output.close();
  const found = findReports();
  const remarks = [
    ...(adapted.remarks ?? []),
    ...(hasRetried && !options.keepRetries && adapted.keepsRetries !== true ? [RETRIED] : []),
    ...maskReports(found.reports, secrets),
  ];
  const { shell } = options;
  const { reports, problems } = await gatherEvidence(
    { iteration, out, execution, preset, shell, found, remarks, ...told },
    ports,
  );
  const { ending } = execution;
  const durationMs = Math.round(execution.durationMs);
  return { iteration, seed, ending, durationMs, reports, problems, outputTail: told.outputTail };
}

function writeFiles(files: ReadonlyMap<string, string> = new Map()): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** Where reports appear besides the output folder. */
function listPatterns(
  task: IterationTask,
  { options, workspace }: IterationSetting,
  { reports = [], strayReports = [] }: Adapted,
): readonly string[] {
  return [
    ...options.reports.map(createFiller(task, workspace)),
    ...reports,
    ...(options.parallel > 1 && !hasOwnTree(options) ? [] : strayReports),
  ];
}

function refuse(task: IterationTask, options: RunOptions, error: unknown): IterationRun {
  const reason = `the folders of the iteration could not be made: ${errorText(error).trim()}`;
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
        advice: 'Check what --out and --isolate say',
      },
    ],
    outputTail: '',
  };
}
