/**
 * Issues about mass events: tests that were lost together, which is no flake of any of them. There is one for each of
 * tonight's signatures, and those that only an open issue remembers go on.
 */
import { repetitionsFor95 } from '../../model/detection.ts';
import type { Incident, StabilityReport } from '../../model/stability-report.ts';
import { codeSpan } from '../../report/escape.ts';
import { describeIncident, nameIncident } from '../../report/sentences.ts';
import { plural } from '../../report/words.ts';
import { linkRun, showCommit, type KnownRun } from '../context.ts';
import { digestOf } from '../digest.ts';
import { listNames, renderFailure, renderSighting, titleSpan } from './body-parts.ts';
import type { IssueRegistry } from './registry.ts';
import type { IssueState } from './state.ts';
import type { BodySize, IssueSubject, SubjectText } from './subject.ts';

export const INCIDENT_PREFIX = 'incident-';
const LEAST_CLEAN = 5;
const MOST_NAMES = 10;

export interface IncidentListInput {
  readonly report: StabilityReport;
  readonly context: KnownRun;
  readonly issues: IssueRegistry;
  /** Null for the default branch. */
  readonly branch: string | null;
}

/** The largest of tonight's first. */
export function listIncidentSubjects(input: IncidentListInput): { name: string; subject: IssueSubject }[] {
  const { report, context, issues, branch } = input;
  const byKey = new Map<string, Incident[]>();
  const sorted = [...report.incidents].sort((a, b) => b.testCount - a.testCount);
  for (const incident of sorted) {
    const key = incidentKey(incident, branch);
    byKey.set(key, [...(byKey.get(key) ?? []), incident]);
  }
  for (const { issue } of issues.listOpen(INCIDENT_PREFIX, branch))
    if (!byKey.has(issue.key)) byKey.set(issue.key, []);
  return [...byKey].map(([key, incidents]) => ({
    name: incidents[0] === undefined ? key : nameIncident(incidents[0]),
    subject: describeIncidents({ key, incidents, report, context }),
  }));
}

/** Incidents of one signature are one event that comes again; those without one are told apart by their kind. */
function incidentKey({ signature, kind }: Incident, branch: string | null): string {
  return INCIDENT_PREFIX + digestOf([branch, signature ?? '', signature === null ? kind : '']);
}

interface IncidentInput {
  readonly key: string;
  /** Tonight's incidents of this key, the largest first; empty on a clean night. */
  readonly incidents: readonly Incident[];
  readonly report: StabilityReport;
  readonly context: KnownRun;
}

function describeIncidents(input: IncidentInput): IssueSubject {
  const { incidents, report } = input;
  const complete = report.ledger.iterations.filter(({ state }) => state === 'complete').length;
  const hit = incidents.some(({ iteration }) => iteration === null) ? complete : incidents.length;
  const rate = Math.min(1, hit / Math.max(1, complete));
  return {
    key: input.key,
    pin: false,
    reopens: true,
    tonight: {
      failures: incidents.length === 0 ? 0 : Math.max(1, hit),
      clean: incidents.length === 0 ? complete : 0,
      calm: true,
      opens: true,
      needed: Math.max(LEAST_CLEAN, rate === 0 ? 0 : repetitionsFor95(rate)),
      members: [],
      grave: false,
    },
    title: () => titleOf(incidents),
    render: (state, size) => renderIncident(input, state, size),
    tellJoined: () => '',
    tellClosed: ({ clean, needed }) =>
      `${plural(clean, 'complete iteration')} without it, more than the ${needed} that would have shown it again with 95 % probability.`,
  };
}

function titleOf([largest]: readonly Incident[]): string | null {
  if (largest === undefined) return null;
  const kind = largest.kind === 'outage' ? 'Outage' : 'Incident';
  if (largest.signature === null)
    return `${kind}: tests ${largest.kind === 'outage' ? 'died' : 'failed'} together`;
  return `${kind}: ${titleSpan(largest.signature)}`;
}

function renderIncident(input: IncidentInput, state: IssueState, size: BodySize): SubjectText {
  const { key, context, incidents } = input;
  const since =
    state.clean === 0
      ? 'No complete iteration without it since'
      : `${plural(state.clean, 'complete iteration')} without it since`;
  const head = [
    '**Many tests were lost together. This counts as one event and not as a flake of each of them.**',
    `Key: \`${key}\``,
    `First seen: ${renderSighting(state.first, context)}<br>Last seen: ${renderSighting(state.last, context)}`,
    `${since}; the issue closes by itself above ${state.needed}.`,
  ].join('\n\n');
  return { head, block: incidents.length === 0 ? null : renderBlock(input, size) };
}

function renderBlock({ incidents, report, context }: IncidentInput, size: BodySize): string {
  const shown = incidents.slice(0, size.tests);
  const list = shown.map((incident) => {
    const names = listNames(incident.tests, Math.min(MOST_NAMES, size.tests), incident.testCount);
    return `- ${describeIncident(incident)}${names === '' ? '' : `<br>${names}`}`;
  });
  const [largest] = incidents;
  const cause =
    largest === undefined || largest.signature === null
      ? []
      : [`Common cause: ${codeSpan(largest.signature, 200)}`];
  return [
    `### Last event\n\nIn ${linkRun(context)} at ${showCommit(context.sha)}:`,
    list.join('\n'),
    ...cause,
    renderExample(largest, report, size),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The failure text of one of the tests it hit. */
function renderExample(
  incident: Incident | undefined,
  { notable, ledger }: StabilityReport,
  size: BodySize,
): string {
  if (incident === undefined) return '';
  const test = notable.find(
    ({ incidents, failures }) => incidents.includes(incident.id) && failures.length > 0,
  );
  if (test === undefined) return '';
  const iterations =
    incident.iteration === null ? ledger.iterations.map(({ iteration }) => iteration) : [incident.iteration];
  return `${codeSpan(test.id)}, for example:\n\n${renderFailure(test.failures, iterations, size)}`;
}
