/** Which artifacts of a run are downloaded, in a fixed order, and why the others are not. */
import type { Artifact } from '../../model/artifact.ts';
import type { Problem } from '../../model/problem.ts';
import type { ArtifactLimits } from './limits.ts';
import { createNameMatcher } from '../../kit/glob.ts';
import { compareNaturally } from '../../kit/order.ts';

export interface SelectedArtifacts {
  /** By name as people count, then by age: ids are not ordered by time. */
  readonly artifacts: readonly Artifact[];
  readonly problems: readonly Problem[];
}

export interface SelectionOptions {
  /** Glob over artifact names. */
  readonly pattern: string;
  readonly limits: ArtifactLimits;
}

export function selectArtifacts(listed: readonly Artifact[], options: SelectionOptions): SelectedArtifacts {
  const { pattern, limits } = options;
  const matches = createNameMatcher(pattern);
  const named = listed.filter(({ name }) => matches(name)).sort(compareArtifacts);
  if (named.length === 0) return { artifacts: [], problems: [nothingMatches(listed, pattern)] };
  const problems: Problem[] = listed.length < limits.artifacts ? [] : [mayBeMore(limits.artifacts)];
  const artifacts: Artifact[] = [];
  let bytes = 0;
  for (const artifact of named.slice(0, limits.artifacts)) {
    if (artifact.expired === true) problems.push(expired(artifact));
    else if (artifact.sizeBytes > limits.artifactBytes)
      problems.push(tooLarge(artifact, `more than ${limits.artifactBytes}`));
    else if (bytes + artifact.sizeBytes > limits.downloadBytes)
      problems.push(
        tooLarge(artifact, `with the ${bytes} of those before it more than ${limits.downloadBytes}`),
      );
    else {
      artifacts.push(artifact);
      bytes += artifact.sizeBytes;
    }
  }
  return { artifacts, problems };
}

function compareArtifacts(a: Artifact, b: Artifact): number {
  return compareNaturally(a.name, b.name) || compareAge(a, b);
}

/** Oldest first; an unknown time counts as oldest. */
export function compareAge(a: Artifact, b: Artifact): number {
  const [left, right] = [a.createdAt ?? '', b.createdAt ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.id - b.id;
}

const MOST_NAMES = 10;

function nothingMatches(listed: readonly Artifact[], pattern: string): Problem {
  const names = [...new Set(listed.map(({ name }) => name))].sort(compareNaturally);
  const rest = names.length - MOST_NAMES;
  const shown = `${names.slice(0, MOST_NAMES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const none = names.length === 0;
  return {
    code: 'no-files',
    severity: 'error',
    path: pattern,
    iteration: null,
    message: none ? 'the run has no artifacts' : `no artifact of the run has such a name; it has ${shown}`,
    advice: none
      ? 'Upload the reports of every iteration, and let this job need those jobs'
      : 'Give artifact-pattern, or name the uploads so that it matches',
  };
}

function mayBeMore(most: number): Problem {
  return {
    code: 'limit-reached',
    severity: 'warning',
    path: null,
    iteration: null,
    message: `at most ${most} artifacts of a run are looked at, and this one has as many or more`,
    advice: 'Upload one artifact per iteration',
  };
}

function expired({ name }: Artifact): Problem {
  return {
    code: 'expired',
    severity: 'error',
    path: name,
    iteration: null,
    message: 'the artifact has expired: it is listed, but its bytes are gone',
    advice: 'Give a newer run, or keep artifacts for longer with retention-days',
  };
}

function tooLarge({ name, sizeBytes }: Artifact, why: string): Problem {
  return {
    code: 'limit-reached',
    severity: 'error',
    path: name,
    iteration: null,
    message: `the artifact was not downloaded: it has ${sizeBytes} bytes, ${why}`,
    advice: 'Upload only the reports in this artifact',
  };
}
