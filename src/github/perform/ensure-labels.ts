import { RequestError } from 'octokit';
import type { Connection } from '../connection.ts';

const COLOR = 'd93f0b';
const DESCRIPTION = 'Found by focus-stability';

/**
 * Failures are passed over: another run may just have made the label, and who may not make labels will hear the same
 * about the issue itself, which GitHub opens with a plain label of this name otherwise.
 */
export async function ensureLabels(
  { client, repository }: Connection,
  names: Iterable<string>,
): Promise<void> {
  for (const name of new Set(names)) {
    try {
      await client.rest.issues.getLabel({ ...repository, name });
    } catch (error) {
      if (!(error instanceof RequestError && error.status === 404)) continue;
      await client.rest.issues
        .createLabel({ ...repository, name, color: COLOR, description: DESCRIPTION })
        .catch(() => null);
    }
  }
}
