/** Runs a bundled suite, from its source, against a reference server of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReferenceServerOptions } from '../../../src/focus-server/reference/options.ts';
import { drawNumbers } from '../../../src/focus-server/reference/signal/mix-bits.ts';
import {
  startReferenceServer,
  type ReferenceServer,
} from '../../../src/focus-server/reference/start-reference-server.ts';
import type { Environment, SuiteTarget } from '../../../src/model/environment.ts';
import { runSuites } from '../../../src/suite/engine/run-suites.ts';
import { DEFAULT_SUITE_PLAN, EVERYTHING, type SuitePlan } from '../../../src/suite/types/plan.ts';
import type { SuitePorts } from '../../../src/suite/types/ports.ts';
import type { TestOutcome, TestResult } from '../../../src/suite/types/result.ts';
import { realClock } from '../reference/http/server.ts';

export interface Wish {
  readonly server?: ReferenceServerOptions;
  readonly environment?: Partial<Environment>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly plan?: Partial<SuitePlan>;
  /** Called when the suite is over, before its server is. */
  readonly look?: (server: ReferenceServer) => Promise<void>;
}

export interface SuiteOutcome {
  readonly tests: readonly TestResult[];
  /** Names of the tests with that outcome. */
  readonly named: (outcome: TestOutcome) => readonly string[];
  /** `name: message` of all that are neither passed nor skipped. */
  readonly red: readonly string[];
  /** Names of passed tests that measured nothing. */
  readonly unmeasured: readonly string[];
  readonly remarks: readonly string[];
}

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Of `suite` `nfft`, the folder below `suites/`. Answers come at once and limits of time are wide. */
export async function runAgainst(suite: string, wish: Wish = {}): Promise<SuiteOutcome> {
  const out = mkdtempSync(join(tmpdir(), `focus-suite-${suite}-`));
  const server = await startReferenceServer(
    { latencyScale: 0, ...wish.server },
    { clock: realClock, random: drawNumbers(7) },
  );
  try {
    const target: SuiteTarget = {
      environment: { ...environmentOf(server, wish.server), ...wish.environment },
      settings: wish.settings ?? {},
    };
    const path = join(ROOT, 'src', 'focus-server', 'suites', suite, 'index.ts');
    const sources = [{ kind: 'file', name: `focus-server.${suite}`, path }] as const;
    const places = { cwd: ROOT, out };
    const run = await runSuites(
      { ...DEFAULT_SUITE_PLAN, sources, selection: EVERYTHING, target, seed: 1, ...places, ...wish.plan },
      openPorts(),
    );
    await wish.look?.(server);
    return summarise(run.suites.flatMap(({ tests, remarks }) => ({ tests, remarks })));
  } finally {
    await server.close();
    rmSync(out, { recursive: true, force: true });
  }
}

/** As the embedded one is described, with wider limits of time. */
export function environmentOf(
  { url: baseUrl, mongoUri }: ReferenceServer,
  server: ReferenceServerOptions = {},
): Environment {
  const tls = { ca: null, insecure: false };
  return {
    name: 'embedded',
    baseUrl: `${baseUrl}${server.prefix ?? '/focus-server'}`,
    tls,
    streamHost: null,
    timeouts: { requestMs: 30_000, streamMs: 30_000 },
    profile: server.profile ?? 'default',
    limits: { maxWindows: server.maxWindows ?? 30, latencyScale: 4 },
    mongo: { uri: mongoUri, database: 'prisma' },
    kubernetes: { baseUrl, token: null, tls, namespace: 'panda', mongoDeployment: 'mongodb' },
    faults: { driver: 'admin' },
    hasAdmin: true,
  };
}

function openPorts(): SuitePorts {
  return {
    platform: process.platform,
    execPath: process.execPath,
    workerPath: join(ROOT, 'src', 'suite-worker.ts'),
    environment: process.env,
    now: () => performance.now(),
    kill: (pid, signal) => process.kill(pid, signal),
    emit: () => {},
    signal: new AbortController().signal,
  };
}

function summarise(
  suites: readonly { readonly tests: readonly TestResult[]; readonly remarks: readonly string[] }[],
): SuiteOutcome {
  const tests = suites.flatMap((suite) => suite.tests);
  const named = (outcome: TestOutcome) =>
    tests.filter((test) => test.outcome === outcome).map(({ name }) => name);
  return {
    tests,
    named,
    red: tests
      .filter(({ outcome }) => outcome === 'failed' || outcome === 'errored')
      .map(({ name, failures }) => `${name}: ${failures.map(({ message }) => message).join('; ')}`),
    unmeasured: tests
      .filter(({ outcome, metrics }) => outcome === 'passed' && metrics.length === 0)
      .map(({ name }) => name),
    remarks: suites.flatMap(({ remarks }) => remarks),
  };
}
