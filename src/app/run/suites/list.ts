/** `run --list`: the tests that would run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunConfig } from '../../../config/run-config.ts';
import type { SuiteConfig } from '../../../config/suite-config.ts';
import type { CommandEnding } from '../../../edge/decide-exit.ts';
import { catchInterrupts } from '../../../edge/interrupts.ts';
import type { RunWorld } from '../../../edge/run-host.ts';
import { listTests, renderTestList } from '../../../suite/engine/run-suites.ts';
import { openPorts, planAnew } from '../open-runner.ts';
import { openSuitePorts, planSuites } from './plan-suites.ts';
import { prepareSuites } from './prepare-suites.ts';

/**
 * Prints the chosen tests, one a line. No evidence when a suite could not be loaded.
 * @throws UsageError for what running them would be refused for
 */
export async function listSuites(
  config: RunConfig,
  suite: SuiteConfig,
  world: RunWorld,
): Promise<CommandEnding> {
  const { terminal } = world;
  const { options } = await planAnew(config, world);
  const interrupts = catchInterrupts(world.host);
  const ports = openPorts(world, { emit: () => undefined, ...interrupts });
  const out = await mkdtemp(join(ports.tempFolder, 'fs-list-'));
  try {
    const prepared = prepareSuites(suite, options, world);
    const plan = planSuites({ ...prepared, only: [], seed: 0, target: null, out, mask: [] });
    const list = await listTests(plan, openSuitePorts({ ports, world, environment: ports.environment }));
    for (const line of renderTestList(list)) await terminal.print(line);
    for (const { tests } of list.broken)
      for (const { id, failures } of tests) terminal.tell(`${id}: ${failures[0]?.message ?? ''}\n`);
    return { hasNoEvidence: list.broken.length > 0, isInterrupted: interrupts.signal.aborted };
  } finally {
    await rm(out, { recursive: true, force: true });
    interrupts.release();
  }
}
