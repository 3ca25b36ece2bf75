/** How evidence moves an issue: what it remembers after tonight, and whether it opens, closes or opens again. */
import type { ManagedIssue } from '../../model/publication.ts';
import { MOST_MEMBERS, type Counters, type IssueState, type Sighting } from './state.ts';
import type { Tonight } from './subject.ts';

export type Step = 'create' | 'update' | 'reopen' | 'close' | 'leave';

/** A failure after so many clean nights is news to those who hoped it was gone. */
const NEWS_AFTER_NIGHTS = 3;
const NOTHING_YET: Counters = { failures: 0, clean: 0, cleanNights: 0 };

export interface NextInput {
  /** Null for a new issue, and for one whose marker was damaged. */
  readonly previous: IssueState | null;
  readonly key: string;
  readonly branch: string | null;
  readonly tonight: Tonight;
  readonly sighting: Sighting;
}

/** A night that says nothing changes nothing. The digests of title and content are left to who writes both. */
export function countNight({ previous, key, branch, tonight, sighting }: NextInput): IssueState {
  const before = countersBefore(previous, sighting.run);
  const failed = tonight.failures > 0;
  if (previous !== null && previous.run !== sighting.run && !failed && tonight.clean === 0) return previous;
  const counters = failed
    ? { failures: before.failures + tonight.failures, clean: 0, cleanNights: 0 }
    : {
        failures: before.failures,
        clean: before.clean + tonight.clean,
        cleanNights: before.cleanNights + (tonight.clean > 0 ? 1 : 0),
      };
  const members = new Set([...(previous?.members ?? []), ...(failed ? tonight.members : [])]);
  return {
    version: 1,
    key,
    branch,
    first: previous?.first ?? sighting,
    last: failed || previous === null ? sighting : previous.last,
    ...counters,
    needed: Math.max(previous?.needed ?? 0, failed ? tonight.needed : 0),
    members: [...members].slice(0, MOST_MEMBERS),
    grave: failed || previous === null ? tonight.grave : previous.grave,
    run: sighting.run,
    before,
    title: '',
    content: '',
  };
}

function countersBefore(previous: IssueState | null, run: number): Counters {
  if (previous === null) return NOTHING_YET;
  const { failures, clean, cleanNights } = previous.run === run ? previous.before : previous;
  return { failures, clean, cleanNights };
}

/**
 * A close is respected, whoever closed: only a failure of a run that began later opens the issue again.
 * Evidence of runs older than the last one counted changes nothing.
 */
export function decideStep(
  existing: ManagedIssue | null,
  next: IssueState,
  { previous, tonight, reopens }: { previous: IssueState | null; tonight: Tonight; reopens: boolean },
): Step {
  const failed = tonight.failures > 0;
  if (existing === null) return failed && tonight.opens ? 'create' : 'leave';
  if (previous !== null && previous.run > next.run) return 'leave';
  if (existing.state === 'closed') {
    const newer = isNewer(next.last.at, existing.closedAt);
    return failed && tonight.opens && reopens && newer ? 'reopen' : 'leave';
  }
  if (!failed && previous === null) return 'leave';
  return !failed && tonight.calm && next.clean > next.needed ? 'close' : 'update';
}

/** False when either time is unknown. */
function isNewer(evidence: string, closedAt: string | null): boolean {
  return closedAt !== null && Date.parse(evidence) > Date.parse(closedAt);
}

/** What happened tonight that a subscriber should be told. */
export interface News {
  /** Clean nights that ended; null when too few to tell. */
  readonly backAfterNights: number | null;
  readonly joined: readonly string[];
  readonly becameGrave: boolean;
}

export function findNews(previous: IssueState | null, tonight: Tonight, run: number): News {
  if (previous === null || tonight.failures === 0)
    return { backAfterNights: null, joined: [], becameGrave: false };
  const { cleanNights } = countersBefore(previous, run);
  const known = new Set(previous.members);
  const full = known.size >= MOST_MEMBERS;
  return {
    backAfterNights: cleanNights >= NEWS_AFTER_NIGHTS && previous.last.run !== run ? cleanNights : null,
    joined: full ? [] : tonight.members.filter((member) => !known.has(member)),
    becameGrave: tonight.grave && !previous.grave,
  };
}
