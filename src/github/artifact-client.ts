/** GitHub's artifact client. It is large, so it is loaded only when something is transferred. */
import type { ArtifactClient } from '@actions/artifact';

export async function loadArtifactClient(): Promise<ArtifactClient> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  return new DefaultArtifactClient();
}
