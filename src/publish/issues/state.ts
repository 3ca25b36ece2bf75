/** What an issue remembers in its own hidden marker, so that no other store is needed. */
import { isCount, isShaped, isText, listOf, orNull } from '../../kit/shape.ts';
import { digestOf } from '../digest.ts';
import { readJsonMarker, writeJsonMarker } from '../marker.ts';

const MARKER = 'issue';
/** Members beyond this are not remembered one by one. */
export const MOST_MEMBERS = 200;

export interface Sighting {
  readonly run: number;
  readonly sha: string;
  /** ISO 8601, UTC: when the evidence was made. */
  readonly at: string;
}

export interface Counters {
  /** Failed executions since the issue was opened. */
  readonly failures: number;
  /** Clean executions since the last of them. */
  readonly clean: number;
  /** Nights that brought those. */
  readonly cleanNights: number;
}

export interface IssueState extends Counters {
  readonly version: 1;
  readonly key: string;
  /** Branch whose evidence counts; null for the default branch. */
  readonly branch: string | null;
  readonly first: Sighting;
  /** The last failure. */
  readonly last: Sighting;
  /** The issue closes when there are more clean executions than this. */
  readonly needed: number;
  /** Digests of the ids of all tests that failed with its cause. */
  readonly members: readonly string[];
  /** Failing, and not only flaky. */
  readonly grave: boolean;
  /** Run that was counted last. */
  readonly run: number;
  /** The counters without that run: publishing it again, or its next attempt, counts once. */
  readonly before: Counters;
  /** Digest of the title we gave: a different one was chosen by a person. */
  readonly title: string;
  /** Digest of all that we wrote for people: equal means that there is nothing to update. */
  readonly content: string;
}

/** How a member is remembered: ids may be long and hostile. */
export function digestTest(id: string): string {
  return digestOf(id, 10);
}

export function writeState(state: IssueState): string {
  return writeJsonMarker(MARKER, state);
}

/** Null when the body holds no state of a version we know, or a damaged one. */
export function readIssueState(body: string): IssueState | null {
  const value = readJsonMarker(body, MARKER);
  return isState(value) ? value : null;
}

/** Key of the issue that a body belongs to; null when it is none of ours. For whoever lists our issues. */
export function readIssueKey(body: string): string | null {
  return readIssueState(body)?.key ?? null;
}

const isCounters = isShaped<Counters>({ failures: isCount, clean: isCount, cleanNights: isCount });
const isSighting = isShaped<Sighting>({ run: isCount, sha: isText, at: isText });
const isMembers = listOf(isText);

const isState = isShaped<IssueState>({
  version: (value) => value === 1,
  key: isText,
  branch: orNull(isText),
  first: isSighting,
  last: isSighting,
  needed: isCount,
  members: (value): value is readonly string[] => isMembers(value) && value.length <= MOST_MEMBERS,
  grave: (value) => typeof value === 'boolean',
  run: isCount,
  before: isCounters,
  title: isText,
  content: isText,
  failures: isCount,
  clean: isCount,
  cleanNights: isCount,
});
