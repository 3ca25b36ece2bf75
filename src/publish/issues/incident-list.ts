/** Subjects for all mass events: tonight's by their signature, and those that only an open issue remembers. */
import type { Incident, StabilityReport } from '../../model/stability-report.ts';
import { nameIncident } from '../../report/sentences.ts';
import type { PublishContext } from '../context.ts';
import { describeIncidents, INCIDENT_PREFIX, incidentKey } from './incident-subject.ts';
import type { IssueRegistry } from './registry.ts';
import type { IssueSubject } from './subject.ts';

export interface IncidentListInput {
  readonly report: StabilityReport;
  readonly context: PublishContext;
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
