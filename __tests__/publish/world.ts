/** A repository in memory: effects on issues and comments are performed on it, so that nights can follow each other. */
import type { CreateIssue, Effect, UpdateIssue } from '../../src/model/effect.ts';
import type { ManagedIssue, Published } from '../../src/model/publication.ts';
import type { PublishSettings } from '../../src/model/publish-settings.ts';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import type { PublishContext } from '../../src/publish/context.ts';
import { readIssueKey } from '../../src/publish/issues/state.ts';
import { planPublication, type PublicationInput } from '../../src/publish/plan-publication.ts';

export const SETTINGS: PublishSettings = {
  comment: 'on-issue',
  issues: 'auto',
  issueLabels: ['flaky-test'],
  maxNewIssues: 5,
  incidentIssue: true,
  digestIssue: false,
  alert: true,
  webhook: null,
  annotations: true,
  checkRun: false,
  uploadReport: true,
  reportArtifact: 'stability-report',
  mentionOwners: false,
  badge: true,
  summaryBudget: 900_000,
  outputDir: 'stability-report',
  reportFiles: ['report.md', 'report.html', 'report.json'],
};

export function buildContext(overrides: Partial<PublishContext> = {}): PublishContext {
  const runId = overrides.runId ?? 1001;
  return {
    repository: 'octo/shop',
    serverUrl: 'https://github.com',
    runId,
    runAttempt: 1,
    runUrl: `https://github.com/octo/shop/actions/runs/${runId}`,
    publisherUrl: `https://github.com/octo/shop/actions/runs/${runId}`,
    workflow: 'Nightly stability',
    eventName: 'schedule',
    sha: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
    branch: 'main',
    isDefaultBranch: true,
    pullRequest: null,
    now: '2026-03-01T02:30:00Z',
    ...overrides,
  };
}

/** The context of the n-th night, from 1. */
export function contextOfNight(night: number): PublishContext {
  const now = new Date(Date.UTC(2026, 2, night, 2, 30)).toISOString();
  return buildContext({ runId: 1000 + night, now });
}

export interface Overrides {
  readonly settings?: Partial<PublishSettings>;
  readonly context?: PublishContext;
  readonly published?: Published;
  readonly owners?: PublicationInput['owners'];
  readonly existingFiles?: PublicationInput['existingFiles'];
}

export function plan(report: StabilityReport, overrides: Overrides = {}): Effect[] {
  return planPublication({
    report,
    context: overrides.context ?? buildContext(),
    published: overrides.published ?? { issues: [], comment: null },
    settings: { ...SETTINGS, ...overrides.settings },
    owners: overrides.owners ?? (() => []),
    existingFiles: overrides.existingFiles ?? (() => false),
  });
}

export type KindOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

export function only<K extends Effect['kind']>(effects: readonly Effect[], kind: K): KindOf<K>[] {
  return effects.filter((effect): effect is KindOf<K> => effect.kind === kind);
}

/** One line for each effect on issues: what a reader of the log sees. */
export function listIssueSteps(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.kind === 'create-issue') return [`create ${effect.title}`];
    if (effect.kind !== 'update-issue') return [];
    const { number, state, title, body, comment } = effect;
    const parts = [
      ...(state === undefined ? [] : [state]),
      ...(title === undefined ? [] : [`title ${title}`]),
      ...(body === undefined ? [] : ['body']),
      ...(comment === undefined ? [] : ['comment']),
    ];
    return [`update #${number} ${parts.join('+')}`];
  });
}

export class Repository {
  issues: ManagedIssue[] = [];
  comment: string | null = null;
  private next = 1;

  /** Plans a night against what is here and performs it. */
  publish(report: StabilityReport, overrides: Omit<Overrides, 'published'> = {}): Effect[] {
    const effects = plan(report, {
      ...overrides,
      published: { issues: this.issues, comment: this.comment },
    });
    const { now } = overrides.context ?? buildContext();
    for (const effect of effects) this.perform(effect, now);
    return effects;
  }

  change(number: number, changes: Partial<ManagedIssue>): void {
    this.issues = this.issues.map((issue) => (issue.number === number ? { ...issue, ...changes } : issue));
  }

  issue(number: number): ManagedIssue {
    const found = this.issues.find((issue) => issue.number === number);
    if (found === undefined) throw new Error(`there is no issue ${number}`);
    return found;
  }

  private perform(effect: Effect, now: string): void {
    if (effect.kind === 'create-issue') this.create(effect);
    if (effect.kind === 'update-issue') this.update(effect, now);
    if (effect.kind === 'upsert-comment') this.comment = effect.body;
  }

  private create({ key, title, body, labels }: CreateIssue): void {
    if (readIssueKey(body) !== key) throw new Error(`the body of ${key} does not hold its key`);
    const number = this.next++;
    this.issues.push({
      number,
      key,
      title,
      body,
      labels,
      state: 'open',
      closedAt: null,
      closedByPerson: false,
    });
  }

  private update({ number, title, body, state }: UpdateIssue, now: string): void {
    this.change(number, {
      ...(title === undefined ? {} : { title }),
      ...(body === undefined ? {} : { body }),
      ...(state === undefined ? {} : { state, closedAt: state === 'closed' ? now : null }),
    });
  }
}
