/** What the failures themselves say about where to look. */
import { countOf } from '../kit/plural.ts';
import type { FailureReport } from '../model/failure.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import type { Cluster, Hint } from '../model/stability-report.ts';
import { listIterations } from './hint-words.ts';

const LOOKED_AT = 1000;

/** pytest-xdist, Jest, vitest, Surefire. */
const WORKER_CRASH =
  /worker '?\w{1,40}'? crashed|jest worker process .{0,80} terminated|worker exited unexpectedly|forked vm terminated without/i;

export function findWorkerHint(failures: readonly FailureReport[]): Hint | null {
  const crashed = failures.filter(
    ({ message, text }) =>
      WORKER_CRASH.test(message.slice(0, LOOKED_AT)) || WORKER_CRASH.test(text.slice(0, LOOKED_AT)),
  );
  if (crashed.length === 0) return null;
  return {
    kind: 'worker-crash',
    text: `The worker process died under it in ${listIterations(iterationsOf(crashed))}: look for a crash, for lack of memory and at the other tests of that worker`,
  };
}

export function findSetupHint(failures: readonly FailureReport[]): Hint | null {
  const setup = failures.filter(({ message }) => message.startsWith('failed on setup with'));
  const teardown = failures.filter(({ message }) => message.startsWith('failed on teardown with'));
  const outside = setup.length + teardown.length;
  if (outside === 0) return null;
  const phase = teardown.length === 0 ? 'setup' : setup.length === 0 ? 'teardown' : 'setup or teardown';
  const often =
    outside === failures.length ? 'Always failed' : `Failed ${outside} of ${failures.length} times`;
  return { kind: 'setup', text: `${often} in its ${phase}: look at its fixtures, not at its body` };
}

export function findRetryHint(matrix: StabilityMatrix, test: number): Hint | null {
  const rescued = matrix.iterations.filter((_, index) => matrix.codes(test).charAt(index) === 'R');
  if (rescued.length === 0) return null;
  return {
    kind: 'retries',
    text: `Passed only on a retry in ${listIterations(rescued)}: without retries it would have failed`,
  };
}

export function findSameCauseHint({ cluster }: { readonly cluster: Cluster | null }): Hint | null {
  if (cluster === null || cluster.testCount < 2) return null;
  const others = cluster.testCount - 1;
  return {
    kind: 'same-cause',
    text: `Its failure ${cluster.id} is also that of ${others === 1 ? 'one other test' : `${countOf(others, 'test')} more`}: look for one cause`,
  };
}

function iterationsOf(failures: readonly FailureReport[]): number[] {
  return [...new Set(failures.map(({ iteration }) => iteration))].sort((a, b) => a - b);
}
