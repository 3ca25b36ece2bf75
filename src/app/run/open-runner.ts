/** The runner's side of settings and world: what it is asked to plan, and what it may use. */
import type { RunConfig } from '../../config/run-config.ts';
import { describeSuites } from '../../config/suite-config.ts';
import type { RunWorld } from '../../edge/run-host.ts';
import {
  planIterations,
  type PlannedRun,
  type PlanRequest,
  type PlanWorld,
} from '../../runner/plan-iterations.ts';
import type { RunnerPorts } from '../../runner/ports.ts';

export function askFor(config: RunConfig): PlanRequest & { readonly resume: boolean } {
  return { ...config, suites: config.suite === null ? null : describeSuites(config.suite) };
}

export function openPlanWorld({ terminal, host }: RunWorld): PlanWorld {
  return {
    cwd: terminal.cwd,
    platform: host.platform,
    environment: host.environment,
    drawSeed: () => host.drawSeed(),
  };
}

/** A run that continues no other. Throws UsageError. */
export function planAnew(config: RunConfig, world: RunWorld): Promise<PlannedRun> {
  return planIterations(askFor(config), openPlanWorld(world), null);
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
    surveyReport: async (path, wantsIds) => (await import('./reporting.ts')).surveyReport(path, wantsIds),
    signal,
    hurry,
  };
}
