/** All issues of a run: the alert, incidents, causes and the digest, each from tonight's evidence and its own memory. */
import type { CreateIssue, UpdateIssue } from '../../model/effect.ts';
import type { ManagedIssue } from '../../model/publication.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { plural } from '../../report/words.ts';
import { scopeOf, type KnownRun } from '../context.ts';
import type { PublishSettings } from '../../model/publish-settings.ts';
import { describeAlert } from './alert-subject.ts';
import { listNames, type OwnerContext } from './body-parts.ts';
import { CAUSE_PREFIX, listCauseSubjects } from './cause-list.ts';
import { describeDigest } from './digest-subject.ts';
import { INCIDENT_PREFIX, listIncidentSubjects } from './incident-subject.ts';
import { registerIssues, type IssueRegistry } from './registry.ts';
import type { IssueSubject } from './subject.ts';
import { planIssue } from './write-issue.ts';

export interface IssuesInput {
  readonly report: StabilityReport;
  readonly context: KnownRun;
  readonly settings: PublishSettings;
  readonly existing: readonly ManagedIssue[];
  readonly people: OwnerContext;
}

export interface PlannedIssues {
  readonly effects: readonly (CreateIssue | UpdateIssue)[];
  /** For the summary: what was not done, in finished Markdown. */
  readonly notes: readonly string[];
}

const MOST_NAMES = 20;

export function planIssues(input: IssuesInput): PlannedIssues {
  const { report, context, settings, existing, people } = input;
  const issues = registerIssues(existing);
  const branch = scopeOf(context);
  const plan = createPlan(input, issues);
  if (settings.alert) plan.add(describeAlert({ report, context }));
  if (settings.incidentIssue)
    plan.addUpTo(
      { most: 1, prefix: INCIDENT_PREFIX, noun: 'incident' },
      listIncidentSubjects({ report, context, issues, branch }),
    );
  plan.addUpTo(
    { most: settings.maxNewIssues, prefix: CAUSE_PREFIX, noun: 'cause' },
    listCauseSubjects({ report, context, people, issues, branch }),
  );
  if (settings.digestIssue) {
    const { uploadReport } = settings;
    plan.add(describeDigest({ report, context, uploadReport, notes: plan.notes }));
  }
  return { effects: [...plan.effects, ...closeDuplicates(issues)], notes: plan.notes };
}

interface NamedSubject {
  readonly name: string;
  readonly subject: IssueSubject;
}

interface Limit {
  readonly most: number;
  /** Of the keys that count. */
  readonly prefix: string;
  readonly noun: string;
}

interface Plan {
  readonly effects: (CreateIssue | UpdateIssue)[];
  readonly notes: string[];
  add(subject: IssueSubject): void;
  /** Opens at most so many issues, names the rest in a note, and updates all that are there. */
  addUpTo(limit: Limit, subjects: readonly NamedSubject[]): void;
}

function createPlan({ context, settings }: IssuesInput, issues: IssueRegistry): Plan {
  const effects: (CreateIssue | UpdateIssue)[] = [];
  const notes: string[] = [];
  const planOne = (subject: IssueSubject): CreateIssue | UpdateIssue | null => {
    const known = issues.find(subject.key);
    const planned = planIssue(subject, known, { context, labels: settings.issueLabels });
    if (planned !== 'too-long') return planned;
    notes.push(`Issue ${known?.issue.number ?? 'text'} is too long to be updated.`);
    return null;
  };
  return {
    effects,
    notes,
    add(subject) {
      const effect = planOne(subject);
      if (effect !== null) effects.push(effect);
    },
    addUpTo({ most, prefix, noun }, subjects) {
      const left: string[] = [];
      let created = issues.countOpenedBy(context.runId, prefix);
      for (const { name, subject } of subjects) {
        const effect = planOne(subject);
        if (effect === null) continue;
        if (effect.kind === 'create-issue' && created >= most) left.push(name);
        else effects.push(effect);
        if (effect.kind === 'create-issue') created += 1;
      }
      if (left.length > 0)
        notes.push(
          `${plural(left.length, `more ${noun}`)} got no issue, because one run opens at most ${most}: ${listNames(left, MOST_NAMES)}.`,
        );
    },
  };
}

/** Two runs at the same time may both have found no issue and opened one. */
function closeDuplicates({ duplicates }: IssueRegistry): UpdateIssue[] {
  return duplicates.map(({ issue, original }) => ({
    kind: 'update-issue',
    number: issue.number,
    reason: `duplicate of issue ${original}`,
    state: 'closed',
    comment: `Closed: #${original} is about the same and is the one that is kept up to date.`,
  }));
}
