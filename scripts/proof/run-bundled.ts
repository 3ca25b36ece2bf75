/** Runs bundled suites from their source against a reference server of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { openTarget } from '../../src/app/run/suites/open-target.ts';
import type { SuiteConfig } from '../../src/config/suite-config.ts';
import { openRunHost } from '../../src/edge/run-host.ts';
import { openTerminal } from '../../src/edge/terminal.ts';
import { BUNDLED } from '../../src/focus-server/index.ts';
import { runSuites } from '../../src/suite/engine/run-suites.ts';
import { DEFAULT_SUITE_PLAN } from '../../src/suite/types/plan.ts';
import type { TestResult } from '../../src/suite/types/result.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
const SEED = 1;

const host = openRunHost(process, new URL('../../src/cli.ts', import.meta.url).href);
const terminal = openTerminal(process);

/** Lifetimes of jobs take minutes; suites and server are told of shorter ones where a defect is about them. */
const SHORTENED: SuiteConfig['settings'] = { 'unconnected-seconds': '5' };
export const ABOUT_LIFETIMES = new Set(['unconnected-cleaned-early', 'unconnected-never-cleaned']);

export interface BundledRun {
  /** Names of suites; all when absent. */
  readonly suites?: readonly string[];
  readonly defects: readonly string[];
  readonly tags: readonly string[];
  /** Ids; empty for all. */
  readonly only: readonly string[];
}

/** Results of all tests that ran, the server ended. */
export async function runBundled({
  suites = [...BUNDLED.keys()],
  defects,
  tags,
  only,
}: BundledRun): Promise<readonly TestResult[]> {
  const settings = defects.some((name) => ABOUT_LIFETIMES.has(name)) ? SHORTENED : {};
  const config: SuiteConfig = { ...NOTHING_CHOSEN, defects: [...defects], settings };
  const opened = await openTarget(config, { terminal, host })(SEED);
  const out = mkdtempSync(join(tmpdir(), 'focus-proof-'));
  try {
    const run = await runSuites(
      {
        ...DEFAULT_SUITE_PLAN,
        sources: suites.map((name) => ({ kind: 'bundled', name })),
        selection: { grep: null, tags, only },
        target: opened.target,
        seed: SEED,
        cwd: ROOT,
        out,
      },
      {
        platform: host.platform,
        execPath: host.execPath,
        workerPath: host.workerPath,
        environment: host.environment,
        now: () => terminal.now(),
        kill: (pid, signal) => host.kill(pid, signal),
        emit: () => undefined,
        signal: new AbortController().signal,
      },
    );
    return run.suites.flatMap(({ tests }) => tests);
  } finally {
    await opened.close();
    rmSync(out, { recursive: true, force: true });
  }
}

const NOTHING_CHOSEN: Omit<SuiteConfig, 'defects' | 'settings'> = {
  suites: [],
  env: null,
  envFile: null,
  tags: [],
  grep: null,
  list: false,
  repeatEach: 1,
};

export const isRed = ({ outcome }: TestResult): boolean => outcome === 'failed' || outcome === 'errored';
