/** Failures over tests and iterations, grouped by signature: "3 tests, 4 failures, one cause". */
import { compareText } from '../kit/order.ts';
import type { Cluster } from '../model/stability-report.ts';

export interface SignedFailure {
  readonly testId: string;
  /** Number of the test in the matrix. */
  readonly test: number;
  readonly iteration: number;
  /** From buildSignature; an empty one says nothing and joins no cluster. */
  readonly signature: string;
  /** First line of the real message. */
  readonly example: string;
}

export interface Clustering {
  /** Most failures first, equal ones by signature; `C1`, `C2`, ... in this order. */
  readonly clusters: readonly Cluster[];
  /** Clusters beyond the limit. */
  readonly omitted: number;
  /**
   * By test number: the cluster of its most frequent failure, of equal ones the one that is first in
   * `clusters`. A test is absent when that cluster is beyond the limit or its failures say nothing.
   */
  readonly clusterOfTest: ReadonlyMap<number, Cluster>;
}

const DEFAULT_MAX_CLUSTERS = 100;
const MAX_TESTS_LISTED = 50;

interface Group {
  failures: number;
  /** The first failure in matrix order, so that the order of the input does not matter. */
  first: SignedFailure;
  readonly failuresOfTest: Map<number, number>;
  readonly iterations: Set<number>;
}

export function clusterFailures(
  failures: Iterable<SignedFailure>,
  maxClusters: number = DEFAULT_MAX_CLUSTERS,
): Clustering {
  const idOfTest = new Map<number, string>();
  const groups = groupBySignature(failures, idOfTest).sort(compareGroups);
  const clusters = groups.slice(0, maxClusters).map((group, index) => describeGroup(group, index, idOfTest));
  return {
    clusters,
    omitted: groups.length - clusters.length,
    clusterOfTest: pickMostFrequent(groups, clusters),
  };
}

function groupBySignature(failures: Iterable<SignedFailure>, idOfTest: Map<number, string>): Group[] {
  const groups = new Map<string, Group>();
  for (const failure of failures) {
    if (failure.signature === '') continue;
    idOfTest.set(failure.test, failure.testId);
    const group = groups.get(failure.signature);
    if (group === undefined) groups.set(failure.signature, openGroup(failure));
    else addFailure(group, failure);
  }
  return [...groups.values()];
}

function openGroup(first: SignedFailure): Group {
  return {
    failures: 1,
    first,
    failuresOfTest: new Map([[first.test, 1]]),
    iterations: new Set([first.iteration]),
  };
}

function addFailure(group: Group, failure: SignedFailure): void {
  group.failures += 1;
  group.failuresOfTest.set(failure.test, (group.failuresOfTest.get(failure.test) ?? 0) + 1);
  group.iterations.add(failure.iteration);
  if (compareFailures(failure, group.first) < 0) group.first = failure;
}

function compareFailures(a: SignedFailure, b: SignedFailure): number {
  return a.test - b.test || a.iteration - b.iteration || compareText(a.example, b.example);
}

function compareGroups(a: Group, b: Group): number {
  return b.failures - a.failures || compareText(a.first.signature, b.first.signature);
}

/** By code unit: the same on every machine, unlike a collation. */
function describeGroup(group: Group, index: number, idOfTest: ReadonlyMap<number, string>): Cluster {
  const tests = [...group.failuresOfTest.keys()].sort((a, b) => a - b);
  return {
    id: `C${index + 1}`,
    signature: group.first.signature,
    example: group.first.example,
    failures: group.failures,
    tests: tests.slice(0, MAX_TESTS_LISTED).map((test) => idOfTest.get(test) ?? ''),
    testCount: tests.length,
    iterations: [...group.iterations].sort((a, b) => a - b),
  };
}

function pickMostFrequent(groups: readonly Group[], clusters: readonly Cluster[]): Map<number, Cluster> {
  const most = new Map<number, number>();
  const clusterOfTest = new Map<number, Cluster>();
  for (const [index, group] of groups.entries()) {
    const cluster = clusters[index];
    for (const [test, failures] of group.failuresOfTest) {
      if (failures <= (most.get(test) ?? 0)) continue;
      most.set(test, failures);
      if (cluster === undefined) clusterOfTest.delete(test);
      else clusterOfTest.set(test, cluster);
    }
  }
  return clusterOfTest;
}
