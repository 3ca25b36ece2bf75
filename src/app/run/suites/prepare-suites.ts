/** Names, filters and settings of the command line, looked at before anything runs. */
import type { SuiteConfig } from '../../../config/suite-config.ts';
import { checkAll } from '../../../kit/usage-error.ts';
import { checkFigures } from '../../../focus-server/index.ts';
import type { RunOptions } from '../../../runner/options.ts';
import { compileSelection } from '../../../suite/select-tests.ts';
import type { SuiteSource } from '../../../suite/types/plan.ts';
import type { RunWorld } from '../../../edge/run-host.ts';
import { findSources } from './find-sources.ts';
import { openTarget, type OpenTarget } from './open-target.ts';

/** The same for all iterations. */
export interface PreparedSuites {
  readonly config: SuiteConfig;
  readonly options: RunOptions;
  readonly sources: readonly SuiteSource[];
  readonly open: OpenTarget;
  readonly world: RunWorld;
}

/** Throws UsageError for what is wrong with names, files and environments. */
export function prepareSuites(config: SuiteConfig, options: RunOptions, world: RunWorld): PreparedSuites {
  const sources = findSources(config.suites, options.cwd);
  checkSettings(sources, config);
  compileSelection(config);
  return { config, options, sources, open: openTarget(config, world), world };
}

/** All that `prepareSuites` would refuse, at once. Rejects with UsageError. */
export function checkSuites(config: SuiteConfig, world: RunWorld): Promise<unknown> {
  const { cwd } = world.terminal;
  return checkAll(
    [() => checkSettings(findSources(config.suites, cwd), config), () => compileSelection(config)],
    () => openTarget(config, world),
  );
}

/** Suites of somebody's own may ask for whatever they like. */
function checkSettings(sources: readonly SuiteSource[], { settings }: SuiteConfig): void {
  if (sources.every(({ kind }) => kind === 'bundled')) checkFigures(settings);
}
