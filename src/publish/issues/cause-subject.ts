/** The issue about one cause: the tests that fail with it, how often, and what would close it. */
import { repetitionsFor95 } from '../../model/detection.ts';
import type { Ledger } from '../../model/ledger.ts';
import type { StabilityReport, TestReport, TestRow } from '../../model/stability-report.ts';
import { VERDICTS, type Verdict } from '../../model/verdict.ts';
import { codeSpan } from '../../report/escape.ts';
import { describeRate } from '../../report/sentences.ts';
import { renderStrip } from '../../report/strip.ts';
import { nameIterations, plural } from '../../report/words.ts';
import { linkRun, showCommit, type KnownRun } from '../context.ts';
import {
  listNames,
  listOwners,
  renderCommands,
  renderFailure,
  renderHints,
  renderSighting,
  renderTests,
  titleSpan,
  type OwnerContext,
} from './body-parts.ts';
import { digestTest, type IssueState } from './state.ts';
import type { BodySize, IssueSubject, SubjectText, Tonight } from './subject.ts';

/** A test that failed always has no rate to exclude; this many passes are asked of it, and of every other at least. */
const LEAST_CLEAN = 5;
const MOST_COMMANDS = 5;
const MOST_JOINED_NAMES = 10;

export interface Cause {
  readonly key: string;
  /** Null for a test whose failure text is unknown. */
  readonly signature: string | null;
  /** Worst first, never empty. */
  readonly failed: readonly OwnFailures[];
}

export interface OwnFailures {
  readonly test: TestReport;
  /** Iterations in which it failed first, without those that an incident took; never empty. */
  readonly iterations: readonly number[];
}

interface CauseInput {
  readonly key: string;
  /** Tonight's failures with the cause; null on a clean night. */
  readonly cause: Cause | null;
  /** Rows of all tests that the issue remembers and that are in tonight's report. */
  readonly members: readonly TestRow[];
  readonly report: StabilityReport;
  readonly context: KnownRun;
  readonly people: OwnerContext;
}

export function describeCause(input: CauseInput): IssueSubject {
  const failed = input.cause?.failed ?? [];
  return {
    key: input.key,
    pin: false,
    reopens: true,
    tonight: weighNight(input, failed),
    title: (state) => titleOf(input, state),
    render: (state, size) => renderCause(input, state, size),
    tellJoined: (digests) => {
      const names = failed.map(({ test }) => test.id).filter((id) => digests.includes(digestTest(id)));
      return `${plural(names.length, 'more test')} with this cause: ${listNames(names, MOST_JOINED_NAMES)}.`;
    },
    tellClosed: ({ clean, needed }) =>
      `${plural(clean, 'clean execution')} since the last failure, more than the ${needed} that would have shown it again with 95 % probability.`,
  };
}

function weighNight({ members, report }: CauseInput, failed: readonly OwnFailures[]): Tonight {
  return {
    failures: failed.reduce((sum, { iterations }) => sum + iterations.length, 0),
    clean: failed.length > 0 ? 0 : countCleanIterations(members, report.ledger),
    calm: members.every(({ verdict }) => isBelowSuspect(verdict)),
    opens: failed.some(({ test }) => needsIssue(test)),
    needed: failed.reduce((most, { test }) => Math.max(most, executionsToClose(test)), 0),
    members: failed.map(({ test }) => digestTest(test.id)),
    grave: failed.some(({ test }) => test.verdict === 'failing'),
  };
}

function needsIssue({ verdict }: TestReport): boolean {
  return verdict === 'flaky' || verdict === 'failing';
}

/**
 * Complete iterations in which every one of these tests passed at once. A test that reported nowhere tonight (it was
 * renamed or removed) does not count; a skipped one does: it could not have failed.
 */
function countCleanIterations(rows: readonly TestRow[], { iterations }: Ledger): number {
  const seen = rows.filter(({ codes }) => /[^-]/.test(codes));
  if (seen.length === 0) return 0;
  return iterations.filter(
    ({ state }, index) => state === 'complete' && seen.every(({ codes }) => codes[index] === 'P'),
  ).length;
}

/** Below "suspect": the verdicts from which on nothing is held against a test any more. */
function isBelowSuspect(verdict: Verdict): boolean {
  return VERDICTS.indexOf(verdict) > VERDICTS.indexOf('suspect');
}

/** Executions that show the flake rate of tonight at least once with 95 % probability. */
function executionsToClose({ verdict, runs95, ran, failed }: TestReport): number {
  const runs = verdict === 'failing' ? repetitionsFor95(failed / Math.max(1, ran)) : runs95;
  return Math.max(LEAST_CLEAN, runs);
}

/** Of several tests the cause is named; its normalised text does not change from night to night. */
function titleOf({ cause }: CauseInput, { members, grave }: IssueState): string | null {
  const [first] = cause?.failed ?? [];
  if (cause === null || first === undefined) return null;
  const word = grave ? 'Failing' : 'Flaky';
  if (members.length > 1 && cause.signature !== null) return `${word} tests: ${titleSpan(cause.signature)}`;
  return `${word} test: ${titleSpan(first.test.id)}`;
}

function renderCause(input: CauseInput, state: IssueState, size: BodySize): SubjectText {
  const { key, context, members } = input;
  const rows = members.length === 0 ? [] : ['### Tests in the last run', renderTests(members, size)];
  const head = [
    summarise(state),
    `Key: \`${key}\``,
    `First seen: ${renderSighting(state.first, context)}<br>Last failure: ${renderSighting(state.last, context)}`,
    countEvidence(state),
    ...rows,
  ];
  return { head: head.join('\n\n'), block: renderLastFailure(input, size) };
}

function summarise({ members, grave }: IssueState): string {
  const one = members.length === 1;
  const subject = one ? 'This test' : `These ${members.length} tests`;
  const kind = grave ? (one ? 'fails' : 'fail') : one ? 'is flaky' : 'are flaky';
  return `**${subject} ${kind}${one ? '' : ', with one cause'}.**`;
}

function countEvidence({ failures, clean, needed }: IssueState): string {
  const since = clean === 0 ? 'none clean since' : `${clean} clean since`;
  return `${plural(failures, 'failed execution')} so far, ${since}. The issue closes by itself above ${needed} clean executions: fewer would not exclude a flake of the rate seen.`;
}

function renderLastFailure({ cause, context, people }: CauseInput, size: BodySize): string | null {
  if (cause === null) return null;
  const [worst] = cause.failed;
  if (worst === undefined) return null;
  const tests = cause.failed.map(({ test }) => test);
  const owners = listOwners(tests.slice(0, size.tests), people);
  const { test, iterations } = worst;
  const facts = [
    `\`${renderStrip(test.codes)}\` ${codeSpan(test.id)}: ${describeRate(test)}`,
    `Where: ${nameIterations(iterations)} of ${linkRun(context)} at ${showCommit(context.sha)}`,
    ...(cause.signature === null ? [] : [`Cause: ${codeSpan(cause.signature, 200)}`]),
    ...(owners === '' ? [] : [`Owners: ${owners}`]),
  ];
  return [
    '### Last failure',
    facts.join('<br>'),
    renderFailure(test.failures, iterations, size),
    ...renderCommands(tests.slice(0, Math.min(MOST_COMMANDS, size.tests)).map(({ repro }) => repro)),
    ...renderHints(
      tests.flatMap(({ hints }) => hints.map(({ text }) => text)),
      size,
    ),
  ].join('\n\n');
}
