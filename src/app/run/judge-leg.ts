/** What the exit code of one leg of a matrix is about. */
import type { RunConfig } from '../../config/run-config.ts';

/**
 * One iteration cannot tell a flaky test from a failing one: that is for the report over all legs to judge. A leg is
 * about its evidence, and fails when that is incomplete.
 */
export function judgeLeg(config: RunConfig): RunConfig {
  if (config.iteration === null) return config;
  const failOn = config.report.failOn.filter((reason) => reason === 'incomplete');
  return { ...config, report: { ...config.report, failOn, minIterations: null, maxFlaky: null } };
}
