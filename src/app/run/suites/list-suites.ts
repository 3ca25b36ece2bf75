/** `run --list`: the tests that would run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SuiteConfig } from '../../../config/suite-config.ts';
import type { RunOptions } from '../../../runner/options.ts';
import type { RunnerPorts } from '../../../runner/ports.ts';
import { listTests, renderTestList } from '../../../suite/engine/run-suites.ts';
import type { RunWorld } from '../plan.ts';
import { openSuitePorts, planSuites } from './plan-suites.ts';
import { prepareSuites } from './prepare-suites.ts';

/**
 * Prints the chosen tests, one a line. Returns false when a suite could not be loaded.
 * @throws UsageError for what running them would be refused for
 */
export async function listSuites(
  config: SuiteConfig,
  {
    options,
    ports,
    world,
  }: { readonly options: RunOptions; readonly ports: RunnerPorts; readonly world: RunWorld },
): Promise<boolean> {
  const out = await mkdtemp(join(ports.tempFolder, 'fs-list-'));
  try {
    const prepared = prepareSuites(config, options, world);
    const plan = planSuites({ ...prepared, only: [], seed: 0, target: null, out, mask: [] });
    const list = await listTests(plan, openSuitePorts({ ports, world, environment: ports.environment }));
    for (const line of renderTestList(list)) await world.terminal.print(line);
    for (const { tests } of list.broken)
      for (const { id, failures } of tests) world.terminal.tell(`${id}: ${failures[0]?.message ?? ''}\n`);
    return list.broken.length === 0;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
