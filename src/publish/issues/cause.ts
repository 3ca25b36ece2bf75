/** Causes: tests that failed tonight with one signature. Each is what one issue is about. */
import type { StabilityReport, TestReport } from '../../model/stability-report.ts';
import { digestOf } from '../digest.ts';
import { listOwnFailures, type OwnFailures } from './own-failures.ts';

export const CAUSE_PREFIX = 'flaky-';

export interface Cause {
  readonly key: string;
  /** Null for a test whose failure text is unknown. */
  readonly signature: string | null;
  /** Worst first, never empty. */
  readonly failed: readonly OwnFailures[];
}

/** How a member is remembered: ids may be long and hostile. */
export function digestTest(id: string): string {
  return digestOf(id, 10);
}

export function needsIssue({ verdict }: TestReport): boolean {
  return verdict === 'flaky' || verdict === 'failing';
}

interface GroupOptions {
  /** Branch whose evidence it is; null for the default branch. */
  readonly branch: string | null;
  /** Key of the open issue that remembers a test, by the test's digest: a failure without text goes there. */
  readonly keyOfMember: ReadonlyMap<string, string>;
}

/** Worst first. The key depends on nothing but the branch and the signature, or the test's id. */
export function groupByCause(report: StabilityReport, { branch, keyOfMember }: GroupOptions): Cause[] {
  const signatures = new Map(report.clusters.map(({ id, signature }) => [id, signature]));
  const causes = new Map<string, { signature: string | null; failed: OwnFailures[] }>();
  for (const own of listOwnFailures(report)) {
    const { cluster, id } = own.test;
    const signature = cluster === null ? null : (signatures.get(cluster) ?? null);
    const key =
      signature === null
        ? (keyOfMember.get(digestTest(id)) ?? keyOf(['test', branch, id]))
        : keyOf(['signature', branch, signature]);
    const cause = causes.get(key);
    if (cause === undefined) causes.set(key, { signature, failed: [own] });
    else {
      cause.signature ??= signature;
      cause.failed.push(own);
    }
  }
  return [...causes].map(([key, { signature, failed }]) => ({ key, signature, failed }));
}

function keyOf(identity: readonly (string | null)[]): string {
  return `${CAUSE_PREFIX}${digestOf(identity)}`;
}
