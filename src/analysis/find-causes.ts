/** Every kept failure gets its signature; equal signatures become clusters. */
import { clusterFailures, type Clustering, type SignedFailure } from '../diagnose/clusters.ts';
import { buildSignature, describeFailure } from '../diagnose/signature.ts';
import { compareText } from '../kit/order.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import { readFirstFailure } from '../parse/read-failure.ts';

export interface Causes extends Clustering {
  /** Signature of the failures of these tests (in the iteration of that index, or in all for null) that at least half of them share. */
  commonSignature(tests: Uint32Array, index: number | null): string | null;
}

export function findCauses(matrix: StabilityMatrix, failed: Uint32Array): Causes {
  const failures: SignedFailure[] = [];
  const byTest = new Map<number, { index: number; signature: string }[]>();
  for (const test of failed) {
    const evidence = matrix.evidence(test);
    if (evidence.length === 0) continue;
    const testId = matrix.name(test).id;
    const signed: { index: number; signature: string }[] = [];
    for (const { index, fragment } of evidence) {
      const failure = readFirstFailure(fragment);
      if (failure === null) continue;
      const signature = buildSignature(failure);
      signed.push({ index, signature });
      failures.push({
        testId,
        test,
        iteration: matrix.iterations[index] ?? 0,
        signature,
        example: describeFailure(failure),
      });
    }
    byTest.set(test, signed);
  }
  return {
    ...clusterFailures(failures),
    commonSignature: (tests, index) => findCommon(byTest, tests, index),
  };
}

function findCommon(
  byTest: ReadonlyMap<number, readonly { index: number; signature: string }[]>,
  tests: Uint32Array,
  index: number | null,
): string | null {
  const counts = new Map<string, number>();
  let total = 0;
  for (const test of tests) {
    for (const failure of byTest.get(test) ?? []) {
      if (index !== null && failure.index !== index) continue;
      total += 1;
      counts.set(failure.signature, (counts.get(failure.signature) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
  return most !== undefined && most[0] !== '' && most[1] * 2 >= total ? most[0] : null;
}
