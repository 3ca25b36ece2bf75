/** Where a report inside an artifact belongs. */
import type { Artifact } from '../../model/artifact.ts';
import { placeByDefault, type PathPlace } from './iteration-pattern.ts';

/** By default: `path` is the artifact's name, or that, a slash and the name of the entry. */
export function placeReport(path: string): PathPlace | null {
  const [artifactName = ''] = path.split('/');
  const whole = placeByDefault(path);
  const named = placeByDefault(artifactName);
  // `leg-3/results-1.xml`: the upload was named for this purpose, what lies inside it was not.
  return named === null || whole === null || isAttemptOnly(artifactName)
    ? whole
    : { ...whole, iteration: named.iteration };
}

const ATTEMPT = /(?:attempt|try)[-_. ]?\d{1,4}/i;

/** An attempt stands in for the iteration only where nothing else does. */
function isAttemptOnly(name: string): boolean {
  return ATTEMPT.test(name) && placeByDefault(name.replace(ATTEMPT, '')) === null;
}

/**
 * Attempt per artifact: one name twice in a run means that its job was run again. The listing rarely tells the attempt,
 * so age decides. `artifacts` oldest first within a name.
 */
export function numberAttempts(artifacts: readonly Artifact[]): Map<Artifact, number> {
  const last = new Map<string, number>();
  const attempts = new Map<Artifact, number>();
  for (const artifact of artifacts) {
    const attempt = Math.max((last.get(artifact.name) ?? 0) + 1, artifact.runAttempt ?? 1);
    last.set(artifact.name, attempt);
    attempts.set(artifact, attempt);
  }
  return attempts;
}
