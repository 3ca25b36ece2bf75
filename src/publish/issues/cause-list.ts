/**
 * The causes that issues are about: tests that failed tonight with one signature, and causes that only an open issue
 * remembers. Failures of a mass event are no test's own: they are told by the incident and counted there.
 */
import { isFirstFailure } from '../../model/outcome.ts';
import type { Incident, StabilityReport, TestRow } from '../../model/stability-report.ts';
import type { KnownRun } from '../context.ts';
import { digestOf } from '../digest.ts';
import type { OwnerContext } from './body-parts.ts';
import { describeCause, type Cause, type OwnFailures } from './cause-subject.ts';
import type { IssueRegistry } from './registry.ts';
import { digestTest, type IssueState } from './state.ts';
import type { IssueSubject } from './subject.ts';

export const CAUSE_PREFIX = 'flaky-';

export interface CauseListInput {
  readonly report: StabilityReport;
  readonly context: KnownRun;
  readonly people: OwnerContext;
  readonly issues: IssueRegistry;
  /** Null for the default branch. */
  readonly branch: string | null;
}

/** Tonight's causes worst first, then the silent ones. Named by their worst test. */
export function listCauseSubjects(input: CauseListInput): { name: string; subject: IssueSubject }[] {
  const { report, context, people, issues, branch } = input;
  const open = issues.listOpen(CAUSE_PREFIX, branch).flatMap(({ state }) => state ?? []);
  const causes = groupByCause(report, { branch, keyOfMember: indexMembers(open) });
  const failing = new Map(causes.map((cause) => [cause.key, cause]));
  const rows = collectMembers(report, open);
  const silent = open.filter(({ key }) => !failing.has(key)).map(({ key }) => ({ key, cause: null }));
  return [...causes.map((cause) => ({ key: cause.key, cause })), ...silent].flatMap(({ key, cause }) => {
    const tonight = (cause?.failed ?? []).map(({ test }) => test);
    const known = issues.find(key)?.state?.members ?? [];
    const quiet = known.flatMap((member) => rows.get(member) ?? []).filter((row) => !isAmong(row, tonight));
    const members = [...tonight, ...quiet];
    const [first] = members;
    if (first === undefined) return [];
    return [{ name: first.id, subject: describeCause({ key, cause, members, report, context, people }) }];
  });
}

function isAmong(row: TestRow, tests: readonly TestRow[]): boolean {
  return tests.some(({ id }) => id === row.id);
}

function indexMembers(states: readonly IssueState[]): Map<string, string> {
  return new Map(states.flatMap(({ key, members }) => members.map((member) => [member, key] as const)));
}

/** One pass over all tests, and none when no issue asks for it. */
function collectMembers(report: StabilityReport, states: readonly IssueState[]): Map<string, TestRow> {
  const wanted = new Set(states.flatMap(({ members }) => members));
  const found = new Map<string, TestRow>();
  if (wanted.size === 0) return found;
  for (const row of report.rows) {
    const digest = digestTest(row.id);
    if (wanted.has(digest)) found.set(digest, row);
  }
  return found;
}

interface GroupOptions {
  /** Branch whose evidence it is; null for the default branch. */
  readonly branch: string | null;
  /** Key of the open issue that remembers a test, by the test's digest: a failure without text goes there. */
  readonly keyOfMember: ReadonlyMap<string, string>;
}

/** Worst first. The key depends on nothing but the branch and the signature, or the test's id. */
function groupByCause(report: StabilityReport, { branch, keyOfMember }: GroupOptions): Cause[] {
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

/** Worst first, as in the report. */
function listOwnFailures({ notable, incidents, ledger }: StabilityReport): OwnFailures[] {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const numbers = ledger.iterations.map(({ iteration }) => iteration);
  return notable
    .map((test) => {
      const lost = test.incidents.flatMap((id) => byId.get(id) ?? []);
      return { test, iterations: listFailed(test.codes, numbers).filter((number) => !takes(lost, number)) };
    })
    .filter(({ iterations }) => iterations.length > 0);
}

function listFailed(codes: string, numbers: readonly number[]): number[] {
  return [...codes].flatMap((code, index) => (isFirstFailure(code) ? [numbers[index] ?? index + 1] : []));
}

/** An outage has no iteration of its own: it took all of them. */
function takes(incidents: readonly Incident[], iteration: number): boolean {
  return incidents.some((incident) => incident.iteration === null || incident.iteration === iteration);
}
