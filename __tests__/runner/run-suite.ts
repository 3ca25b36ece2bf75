/** Runs one iteration of a real command in a temporary folder. */
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { surveyReport } from '../../src/app/run/reporting.ts';
import { readRunConfig } from '../../src/config/run-config.ts';
import type { IterationRun, IterationTask, RunEvent } from '../../src/model/run.ts';
import { FIXED_RUN_OPTIONS, type RunOptions } from '../../src/runner/options.ts';
import type { RunnerPorts } from '../../src/runner/ports.ts';
import { runIteration } from '../../src/runner/run-iteration.ts';
import { listReport } from '../helpers/read-report.ts';
import { makeFolder } from '../helpers/folder.ts';

/** What a run has whose user says nothing; one iteration at a time. */
export const DEFAULT_OPTIONS = {
  ...FIXED_RUN_OPTIONS,
  ...readRunConfig(['--', 'x']).execution,
  parallel: 1,
};

export interface SuiteSetup {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** An existing folder instead of `files`. */
  readonly folder?: string;
  readonly command: readonly string[];
  readonly options?: Partial<RunOptions>;
  readonly task?: Partial<IterationTask>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly onEvent?: (event: RunEvent, person: Person) => void;
}

/** Ctrl-C, once and twice. */
export interface Person {
  readonly stop: () => void;
  readonly hurry: () => void;
}

export interface SuiteRun {
  readonly folder: string;
  readonly out: string;
  readonly run: IterationRun;
  readonly events: readonly RunEvent[];
  /** `code severity` of each problem. */
  readonly problems: readonly string[];
}

export async function runSuite(setup: SuiteSetup): Promise<SuiteRun> {
  const folder = setup.folder ?? makeFolder(setup.files ?? {});
  const out = join(folder, 'stability');
  const events: RunEvent[] = [];
  const stop = new AbortController();
  const hurry = new AbortController();
  const ports: RunnerPorts = {
    platform: process.platform,
    environment: { ...withoutVitest(process.env), ...setup.environment },
    tempFolder: tmpdir(),
    now: () => performance.now(),
    kill: (pid, signal) => void process.kill(pid, signal),
    emit: (event) => {
      events.push(event);
      setup.onEvent?.(event, {
        stop: () => stop.abort(),
        hurry: () => hurry.abort(),
      });
    },
    surveyReport,
    signal: stop.signal,
    hurry: hurry.signal,
  };
  const options = { ...DEFAULT_OPTIONS, cwd: folder, out, ...setup.options };
  const task = { iteration: 1, iterations: 5, seed: 42, command: setup.command, only: [], ...setup.task };
  const run = await runIteration(task, options, ports);
  return {
    folder,
    out,
    run,
    events,
    problems: run.problems.map(({ code, severity }) => `${code} ${severity}`),
  };
}

/** A vitest inside a vitest must not take itself for a worker. */
function withoutVitest(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = ['NODE_OPTIONS', 'VITEST', 'VITEST_MODE', 'VITEST_POOL_ID', 'VITEST_WORKER_ID', 'TEST'];
  const kept = Object.entries(environment).filter(
    ([name]) => !names.includes(name) && !name.startsWith('FOCUS_'),
  );
  return Object.fromEntries(kept);
}

/** `code id` of every case in all reports of a run, as the pipeline reads them. */
export async function listCases(run: IterationRun): Promise<string[]> {
  const lists = await Promise.all(run.reports.map(async (path) => listReport(readFileSync(path))));
  return lists.flatMap(({ cases }) => cases.map(({ code, id }) => `${code} ${id}`)).sort();
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie answers too; only its parent can take it away.
    return (
      process.platform !== 'linux' || !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    );
  } catch {
    return false;
  }
}

/** Pids that a suite wrote to a file, one a line; they are ended after the test in any case. */
export function readPids(path: string): number[] {
  const pids = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').map(Number) : [];
  onTestFinished(() => {
    for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  return pids;
}
