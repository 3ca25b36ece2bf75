/** The run's place in words and links. */
import type { RunContext } from '../model/publication.ts';
import { codeSpan } from '../report/escape.ts';

/** `startedAt` is when the tested run began, ISO 8601; without it the time of publication counts. */
export interface PublishContext extends RunContext {
  readonly startedAt?: string | null;
}

/** What issues are made of: they remember runs and commits. */
export interface KnownRun extends PublishContext {
  readonly repository: string;
  readonly runId: number;
  readonly sha: string;
}

const PLAIN_ADDRESS = /^https?:\/\/[\w./~:?#=&%+-]{1,500}$/;
const PROJECT_EVENTS: ReadonlySet<string> = new Set(['schedule', 'workflow_dispatch', 'push']);

/** Time of the evidence: a failure is newer than a close only if its run began after it. */
export function evidenceTime({ startedAt, now }: PublishContext): string {
  return startedAt ?? now;
}

/** Runs whose outcome is the state of the project and not of somebody's proposal. */
export function isProjectRun({ eventName, isDefaultBranch }: RunContext): boolean {
  return isDefaultBranch && PROJECT_EVENTS.has(eventName ?? '');
}

/** In words what issues need and is unknown; else the run as they know it. */
export function identifyRun(context: PublishContext): KnownRun | string {
  const { repository, runId, sha } = context;
  if (repository === null) return 'the repository is unknown';
  if (runId === null) return 'the run is unknown';
  return sha === null ? 'the commit is unknown' : { ...context, repository, runId, sha };
}

/** Branch that evidence belongs to: null for the default branch, whose name may change. */
export function scopeOf({ isDefaultBranch, branch }: RunContext): string | null {
  return isDefaultBranch ? null : (branch ?? '');
}

/** False too for an address that is unknown. */
export function isPlainAddress(address: string | null): address is string {
  return address !== null && PLAIN_ADDRESS.test(address);
}

/** A Markdown link, or just the words where the address is not one that needs no escaping. `words` is finished Markdown. */
export function linkTo(words: string, address: string | null): string {
  return isPlainAddress(address) ? `[${words}](${address})` : words;
}

export function linkRun({ runId, runUrl }: Pick<RunContext, 'runId' | 'runUrl'>): string {
  return linkTo(runId === null ? 'unknown run' : `run ${runId}`, runUrl);
}

export function showCommit(sha: string): string {
  return codeSpan(sha.slice(0, 7));
}

/** `2026-03-01 02:10 UTC`; the text itself when it is no such time. */
export function showTime(iso: string): string {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(iso) ?? [];
  return day === '' ? codeSpan(iso, 40) : `${day} ${time} UTC`;
}
