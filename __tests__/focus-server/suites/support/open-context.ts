/** What a test of a suite is given, without a process of its own. */
import type { Environment } from '../../../../src/model/environment.ts';
import type { FocusTest } from '../../../../src/focus-server/suites/support/context.ts';
import { expectEventually } from '../../../../src/suite/api/eventually.ts';
import { Skipped } from '../../../../src/suite/errors.ts';

export interface OpenedContext {
  readonly t: FocusTest;
  /** The test is over: what was deferred is done, last one first. */
  readonly finish: () => Promise<void>;
}

export function openContext(
  environment: Environment,
  settings: Readonly<Record<string, string>> = {},
): OpenedContext {
  const deferred: (() => unknown)[] = [];
  let drawn = 0;
  const t: FocusTest = {
    id: 'suite::test',
    name: 'test',
    target: { environment, settings },
    signal: new AbortController().signal,
    log: () => {},
    now: () => performance.now(),
    epoch: () => Date.now(),
    random: () => {
      drawn += 1;
      return (drawn * 0.618_033_988_749) % 1;
    },
    defer: (cleanup) => deferred.push(cleanup),
    use: async (fixture) => fixture.make(t),
    eventually: (what, check, wait) => expectEventually(what, check, wait),
    record: () => {},
    attach: () => '',
    skip(reason) {
      throw new Skipped(reason);
    },
  };
  return {
    t,
    async finish() {
      for (let cleanup = deferred.pop(); cleanup !== undefined; cleanup = deferred.pop()) await cleanup();
    },
  };
}
