/** Runs our action like a runner: action.yml, inputs, command files, its own process in a clean environment. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '../folder.ts';
import type { Twin } from '../github-twin/twin.ts';
import { makeInputVariables, readActionFile } from './action-inputs.ts';
import { readCommandFiles } from './command-files.ts';
import { interpolate } from './expressions.ts';
import { readLogCommands, type LogCommand } from './log-commands.ts';
import { runProcess } from './run-process.ts';
import { assertNoSecrets, maskLog } from './secrets.ts';
import { prepareStep, type WorkflowEvent } from './step-environment.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');

export interface ActionRun {
  readonly twin: Twin;
  /** As in `with:`; the rest comes from the defaults of action.yml. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: WorkflowEvent;
  readonly runId?: number;
  readonly attempt?: number;
  /** Changes to the environment: undefined removes, an empty text is set. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Relative path -> content, as a checkout leaves it. */
  readonly workspaceFiles?: Readonly<Record<string, string | Uint8Array>>;
  /** Script to run; `main` of action.yml unless given. */
  readonly entry?: string | undefined;
  readonly actionFile?: string | undefined;
  /** A runner's folder to go on in; a new one unless given. */
  readonly folder?: string;
  /** More texts that must not be seen, besides the twin's tokens. */
  readonly secrets?: readonly string[];
  readonly timeoutMs?: number;
}

export interface ActionResult {
  readonly exitCode: number;
  readonly log: string;
  readonly commands: readonly LogCommand[];
  /** Empty when over the runner's limit. */
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly durationMs: number;
  /** Largest resident size of the process in MiB. */
  readonly peakRssMb: number;
  readonly workspace: string;
}

const RUN_ID = 9001;

export async function runAction(run: ActionRun): Promise<ActionResult> {
  const { twin, event = { name: 'schedule' }, runId = RUN_ID, attempt = 1 } = run;
  const actionFile = run.actionFile ?? join(ROOT, 'action.yml');
  const action = readActionFile(actionFile);
  const folder = run.folder ?? makeFolder({});
  const { env, files, workspace } = prepareStep({ twin, runId, attempt, event, folder });
  for (const [path, content] of Object.entries(run.workspaceFiles ?? {})) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), content);
  }
  const contexts = { github: { token: twin.token, workspace } };
  const usage = join(folder, 'peak-rss');
  const result = await runProcess({
    command: process.execPath,
    words: ['--import', reportUsage(usage), run.entry ?? join(dirname(actionFile), action.main)],
    cwd: workspace,
    env: {
      ...env,
      ...twin.environment(runId, attempt),
      ...makeInputVariables(action, run.inputs ?? {}, (text) => interpolate(text, contexts)),
      GITHUB_ACTION: '__focus-stability',
      ...run.env,
    },
    timeoutMs: run.timeoutMs ?? 30_000,
  });
  const written = readCommandFiles(files);
  const log = [result.log, ...written.errors.map((error) => `::error::${error}`)].join('\n');
  const seen = { log: maskLog(log), summary: written.summary, outputs: JSON.stringify(written.outputs) };
  assertNoSecrets(seen, [twin.token, twin.runtimeToken(runId, attempt), ...(run.secrets ?? [])]);
  const { outputs, env: more, path, summary } = written;
  const { exitCode, durationMs } = result;
  const commands = readLogCommands(log);
  return {
    exitCode,
    log,
    commands,
    summary,
    outputs,
    env: more,
    path,
    durationMs,
    peakRssMb: readUsage(usage),
    workspace,
  };
}

/**
 * A module to import first, which notes the process's own high-water mark when it ends. `resourceUsage` would
 * give the parent's where the kernel counts what was resident before exec.
 */
function reportUsage(path: string): string {
  const target = JSON.stringify(path);
  const code = `import { readFileSync, writeFileSync } from 'node:fs';
    process.on('exit', () => {
      let kib = process.resourceUsage().maxRSS;
      try { kib = Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
      writeFileSync(${target}, String(kib));
    });`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function readUsage(path: string): number {
  if (!existsSync(path)) return Number.NaN;
  const kib = Number(readFileSync(path, 'utf8'));
  rmSync(path);
  return kib / 1024;
}
