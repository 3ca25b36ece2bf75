/** One subject and its issue, if there is one -> the effect that brings the issue up to date. */
import type { CreateIssue, UpdateIssue } from '../../model/effect.ts';
import { plural } from '../../report/words.ts';
import { evidenceTime, linkRun, scopeOf, showCommit, type KnownRun } from '../context.ts';
import { digestOf } from '../digest.ts';
import { MOST_BODY_CHARACTERS, takeFirstWithin } from '../fit.ts';
import { disarm, readFrame, writeFrame } from '../marker.ts';
import { countNight, decideStep, findNews, type Step } from './lifecycle.ts';
import type { KnownIssue } from './registry.ts';
import { writeState, type IssueState } from './state.ts';
import { BODY_LADDER, SMALLEST_SIZE, type BodySize, type IssueSubject } from './subject.ts';

const FOOT =
  '<sub>Kept up to date by focus-stability. It rewrites this text, but not what you write below its last hidden line.</sub>';

export interface IssueContext {
  readonly context: KnownRun;
  readonly labels: readonly string[];
}

/** too-long: what people wrote below the keep line leaves no room for our text. */
export type IssuePlan = CreateIssue | UpdateIssue | 'too-long' | null;

export function planIssue(
  subject: IssueSubject,
  known: KnownIssue | null,
  { context, labels }: IssueContext,
): IssuePlan {
  const { key, tonight, reopens, pin } = subject;
  const previous = known?.state ?? null;
  const sighting = { run: context.runId, sha: context.sha, at: evidenceTime(context) };
  const next = countNight({ previous, key, branch: scopeOf(context), tonight, sighting });
  const step = decideStep(known?.issue ?? null, next, { previous, tonight, reopens });
  if (step === 'leave') return null;

  const fresh = subject.title(next);
  if (known === null) {
    if (fresh === null) return null;
    const body = writeBody({ subject, state: next, title: digestOf(fresh), existing: '' });
    return body === null ? 'too-long' : { kind: 'create-issue', key, title: fresh, body, labels, pin };
  }

  const title = chooseTitle(fresh, known);
  const body = writeBody({ subject, state: next, title: title.digest, existing: known.issue.body });
  if (body === null) return 'too-long';
  const rewritten = isSameState(body, known.issue.body) ? {} : { body };
  const renamed = title.change === null ? {} : { title: title.change };
  const moved = step === 'update' ? {} : ({ state: step === 'close' ? 'closed' : 'open' } as const);
  const comment = writeComment({ subject, step, previous, next, context });
  const told = comment === '' ? {} : { comment };
  const changes = { ...renamed, ...rewritten, ...moved, ...told };
  if (Object.keys(changes).length === 0) return null;
  return {
    kind: 'update-issue',
    number: known.issue.number,
    reason: explain(step, next, tonight.failures),
    ...changes,
  };
}

/** A title that is not the one we gave was chosen by a person, and stays. */
function chooseTitle(
  fresh: string | null,
  { issue, state }: KnownIssue,
): { digest: string; change: string | null } {
  const ours = state !== null && state.title === digestOf(issue.title);
  if (!ours) return { digest: state?.title ?? '', change: null };
  return fresh === null || fresh === issue.title
    ? { digest: state.title, change: null }
    : { digest: digestOf(fresh), change: fresh };
}

/** The first line holds a digest of all that we wrote, so what a person changed in our text is no reason to write. */
function isSameState(body: string, existing: string): boolean {
  const [marker = ''] = body.split('\n', 1);
  return existing.split(/\r?\n/).includes(marker);
}

interface Draft {
  readonly subject: IssueSubject;
  readonly state: IssueState;
  /** Digest of the title that we gave. */
  readonly title: string;
  /** Body as it is; empty for a new issue. */
  readonly existing: string;
}

/**
 * Marker, text, evidence of the last failure, and what people wrote below the keep line. Null when not even the
 * shortest text fits beside that.
 */
function writeBody(draft: Draft): string | null {
  const { block, kept } = readFrame(draft.existing);
  const withBlock = BODY_LADDER.map((size) => () => renderAt(draft, { size, block, kept }));
  const withoutBlock = () => renderAt(draft, { size: SMALLEST_SIZE, block: '', kept });
  return takeFirstWithin([...withBlock, withoutBlock], MOST_BODY_CHARACTERS);
}

function renderAt(
  { subject, state, title }: Draft,
  { size, block, kept }: { size: BodySize; block: string; kept: string },
): string {
  const text = subject.render(state, size, block);
  const head = disarm(text.head);
  const evidence = text.block === null ? block : disarm(text.block);
  const content = digestOf([head, evidence]);
  const marker = writeState({ ...state, title, content });
  return writeFrame({ marker, head, block: evidence, foot: FOOT, kept });
}

interface CommentInput {
  readonly subject: IssueSubject;
  readonly step: Step;
  readonly previous: IssueState | null;
  readonly next: IssueState;
  readonly context: KnownRun;
}

/** Empty when nothing is news: a comment notifies people, a new body does not. */
function writeComment({ subject, step, previous, next, context }: CommentInput): string {
  const source = `${linkRun(context)} at ${showCommit(context.sha)}`;
  if (step === 'close') return `Closed: ${lowerFirst(subject.tellClosed(next))} Last evidence: ${source}.`;
  if (step === 'reopen') return `Failed again after this issue was closed: ${source}.`;
  const news = findNews(previous, subject.tonight, context.runId);
  const joined = news.joined.length === 0 ? '' : subject.tellJoined(news.joined);
  const sentences = [
    ...(news.backAfterNights === null
      ? []
      : [`Failed again after ${plural(news.backAfterNights, 'clean night')}.`]),
    ...(news.becameGrave ? ['Not flaky any more but failing: it failed in every iteration.'] : []),
    ...(joined === '' ? [] : [joined]),
  ];
  return sentences.length === 0 ? '' : disarm(`${sentences.join(' ')} Seen in ${source}.`);
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}

function explain(step: Step, { clean, needed }: IssueState, failures: number): string {
  if (step === 'close') return `${clean} clean, more than the ${needed} needed`;
  if (step === 'reopen') return 'failed again after the close';
  return failures > 0 ? 'failed again' : `${clean} clean, closes above ${needed}`;
}
