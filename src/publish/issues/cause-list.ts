/** Subjects for all causes: those that failed tonight, and those that only an open issue remembers. */
import type { StabilityReport, TestRow } from '../../model/stability-report.ts';
import type { PublishContext } from '../context.ts';
import { CAUSE_PREFIX, digestTest, groupByCause } from './cause.ts';
import { describeCause } from './cause-subject.ts';
import type { IssueRegistry } from './registry.ts';
import type { IssueState } from './state.ts';
import type { IssueSubject } from './subject.ts';
import type { OwnerContext } from './who.ts';

export interface CauseListInput {
  readonly report: StabilityReport;
  readonly context: PublishContext;
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
