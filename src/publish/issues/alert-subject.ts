/** The rolling issue that is open as long as any iteration fails: one for each workflow and branch. */
import type { StabilityReport } from '../../model/stability-report.ts';
import { escapeInline } from '../../report/escape.ts';
import { describeEvidence, describeVerdict, headlineSign } from '../../report/sentences.ts';
import { plural } from '../../report/words.ts';
import { findAlert, type AlertFacts } from '../alert-facts.ts';
import { linkRun, showCommit, type KnownRun } from '../context.ts';
import { nameKey } from '../digest.ts';
import { listNames, renderSighting, renderTests, titleSpan } from './body-parts.ts';
import { digestTest, type IssueState } from './state.ts';
import type { BodySize, IssueSubject, SubjectText } from './subject.ts';

const MOST_MEMBERS = 100;
const MOST_TITLE_PART = 100;
const UNKNOWN_BRANCH = 'unknown branch';

export interface AlertInput {
  readonly report: StabilityReport;
  readonly context: KnownRun;
}

export function alertKey({ workflow, branch }: KnownRun): string {
  return `alert-${nameKey(workflow)}-${nameKey(branch ?? UNKNOWN_BRANCH)}`;
}

/** One night in which every iteration is complete and without failures closes it. */
export function describeAlert({ report, context }: AlertInput): IssueSubject {
  const facts = findAlert(report);
  const failures = facts.raised ? Math.max(1, report.totals.failures) : 0;
  const branch = titleSpan(context.branch ?? UNKNOWN_BRANCH, MOST_TITLE_PART);
  const name = `${titleSpan(context.workflow, MOST_TITLE_PART)} on ${branch}`;
  return {
    key: alertKey(context),
    pin: false,
    reopens: true,
    tonight: {
      failures,
      clean: facts.raised ? 0 : 1,
      calm: true,
      opens: true,
      needed: 0,
      members: facts.tests.slice(0, MOST_MEMBERS).map(({ id }) => digestTest(id)),
      grave: report.headline === 'failing' || report.headline === 'no-evidence',
    },
    title: () => `Stability alert: ${name}`,
    render: (state, size) => renderAlert({ report, context }, { facts, state, size }),
    tellJoined: (digests) => {
      const names = facts.tests.map(({ id }) => id).filter((id) => digests.includes(digestTest(id)));
      return `${plural(names.length, 'more test')} failed: ${listNames(names, 10)}.`;
    },
    tellClosed: () => 'Every iteration is complete and without failures.',
  };
}

interface AlertBody {
  readonly facts: AlertFacts;
  readonly state: IssueState;
  readonly size: BodySize;
}

function renderAlert({ report, context }: AlertInput, { facts, state, size }: AlertBody): SubjectText {
  const head = [
    `**${headlineSign(report)} ${describeVerdict(report)}.** ${describeEvidence(report.ledger)}.`,
    `Key: \`${alertKey(context)}\``,
    `First seen: ${renderSighting(state.first, context)}<br>Last seen: ${renderSighting(state.last, context)}`,
    'The issue closes by itself after a night in which every iteration is complete and without failures.',
  ].join('\n\n');
  return { head, block: facts.raised ? renderBlock({ report, context }, facts, size) : null };
}

function renderBlock({ context }: AlertInput, { iterations, tests }: AlertFacts, size: BodySize): string {
  const shown = iterations.slice(0, size.tests);
  const list = shown.map(({ evidence: { iteration, problems }, trouble }) => {
    const [problem] = problems;
    const advice =
      problem === undefined || problem.advice === '' ? '' : `: ${escapeInline(problem.advice, 200)}`;
    return `- Iteration ${iteration}: ${trouble}${advice}`;
  });
  const rest = iterations.length - shown.length;
  return [
    `### Last trouble\n\nIn ${linkRun(context)} at ${showCommit(context.sha)}:`,
    [...list, ...(rest > 0 ? [`- … and ${plural(rest, 'more iteration')}`] : [])].join('\n'),
    ...(tests.length === 0 ? [] : [renderTests(tests, size)]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
