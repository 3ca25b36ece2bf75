import { apiUrl, fullName, toIso, type Artifact, type World } from '../world.ts';
import { idOf, nodeId } from './user.ts';

export const isExpired = (world: World, artifact: Artifact): boolean => artifact.expiresAt <= world.now();

export function showArtifact(world: World, artifact: Artifact): Record<string, unknown> {
  const url = apiUrl(world, `actions/artifacts/${artifact.id}`);
  const run = world.runs.get(artifact.runId)?.at(-1);
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(world, artifact),
    digest: artifact.digest,
    created_at: toIso(artifact.createdAt),
    updated_at: toIso(artifact.createdAt),
    expires_at: toIso(artifact.expiresAt),
    workflow_run:
      run === undefined
        ? null
        : {
            id: run.id,
            repository_id: idOf(fullName(world)),
            head_repository_id: idOf(run.headRepository),
            head_branch: run.headBranch,
            head_sha: run.headSha,
          },
  };
}
