/** Runs suite files of a test in real processes. */
import { join } from 'node:path';
import process from 'node:process';
import { runSuites } from '../../src/suite/engine/run-suites.ts';
import type { SuiteEvent, SuitePorts } from '../../src/suite/types/ports.ts';
import { DEFAULT_SUITE_PLAN, EVERYTHING, type SuitePlan } from '../../src/suite/types/plan.ts';
import type { SuiteRun, TestResult } from '../../src/suite/types/result.ts';
import { makeFolder } from '../helpers/folder.ts';

export interface Ran {
  readonly run: SuiteRun;
  readonly folder: string;
  readonly events: readonly SuiteEvent[];
  /** `name: outcome` of all tests, in the order of the report. */
  readonly outcomes: readonly string[];
  readonly find: (name: string) => TestResult;
}

export interface RunWish extends Partial<SuitePlan> {
  readonly signal?: AbortSignal;
  readonly hurry?: AbortSignal;
  readonly onEvent?: (event: SuiteEvent) => void;
  readonly environment?: Readonly<Record<string, string>>;
  readonly execPath?: string;
  readonly workerPath?: string;
}

const WORKER = join(import.meta.dirname, '..', '..', 'src', 'suite-worker.ts');

/** Every file outside `lib/` is a suite. */
export function preparePlan(
  files: Readonly<Record<string, string>>,
  wish: RunWish = {},
): { readonly plan: SuitePlan; readonly ports: SuitePorts; readonly events: readonly SuiteEvent[] } {
  const folder = makeFolder(files);
  const { signal, hurry, onEvent, environment, execPath, workerPath, ...plan } = wish;
  const events: SuiteEvent[] = [];
  const sources = Object.keys(files)
    .filter((name) => !name.startsWith('lib/'))
    .map((name) => ({ kind: 'file' as const, name, path: join(folder, name) }));
  const ports: SuitePorts = {
    platform: process.platform,
    execPath: execPath ?? process.execPath,
    workerPath: workerPath ?? WORKER,
    environment: { ...process.env, ...environment },
    now: () => performance.now(),
    kill: (pid, name) => process.kill(pid, name),
    emit(event) {
      events.push(event);
      onEvent?.(event);
    },
    signal: signal ?? new AbortController().signal,
    hurry,
  };
  const places = { cwd: folder, out: join(folder, 'out') };
  return {
    plan: {
      ...DEFAULT_SUITE_PLAN,
      sources,
      selection: EVERYTHING,
      target: null,
      seed: 1,
      ...places,
      ...plan,
    },
    ports,
    events,
  };
}

export async function runFiles(files: Readonly<Record<string, string>>, wish: RunWish = {}): Promise<Ran> {
  const { plan, ports, events } = preparePlan(files, wish);
  const run = await runSuites(plan, ports);
  const tests = run.suites.flatMap((suite) => suite.tests);
  return {
    run,
    folder: plan.cwd,
    events,
    outcomes: tests.map(({ name, outcome }) => `${name}: ${outcome}`),
    find(name) {
      const test = tests.find((one) => one.name === name);
      if (test === undefined)
        throw new Error(`no test ${name} in ${tests.map((one) => one.name).join(', ')}`);
      return test;
    },
  };
}

/** A suite file: the body of the suite's function, with what nearly all need imported. */
export function suiteFile(body: string, options = '{}'): string {
  return `import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { suite, expectEventually } from 'focus-stability/suite';
export default suite('small', ${options}, ({ test, each, fixture }) => {
${body}
});
`;
}
