import { gone, noContent, notFound, ok, type Answer, type Call, type Operation } from '../operation.ts';
import { PAGE_QUERY, takePage } from '../paginate.ts';
import { read, write } from '../permissions.ts';
import { isExpired, showArtifact } from '../represent/artifact.ts';
import { apiUrl, type Artifact, type World } from '../world.ts';
import { signBlobUrl } from '../blob-url.ts';

const LIST_QUERY = [...PAGE_QUERY, 'name', 'direction'];
/** GitHub's download addresses live for a minute. */
const DOWNLOAD_SECONDS = 60;

const find = (world: World, { params }: Call): Artifact | undefined =>
  world.artifacts.find((artifact) => artifact.finalized && artifact.id === Number(params['artifact_id']));

function answerList(world: World, call: Call, list: { of: readonly Artifact[]; path: string }): Answer {
  const { name, direction = 'desc' } = call.query;
  const seen = list.of
    .filter((artifact) => artifact.finalized && (name === undefined || artifact.name === name))
    .sort((a, b) => (a.createdAt.getTime() - b.createdAt.getTime()) * (direction === 'asc' ? 1 : -1));
  const { items, headers } = takePage(seen, call, apiUrl(world, list.path));
  return {
    status: 200,
    headers,
    json: { total_count: seen.length, artifacts: items.map((artifact) => showArtifact(world, artifact)) },
  };
}

export const ARTIFACT_OPERATIONS: readonly Operation[] = [
  {
    id: 'actions/list-artifacts-for-repo',
    needs: read('actions'),
    query: LIST_QUERY,
    answer: (world, call) => answerList(world, call, { of: world.artifacts, path: 'actions/artifacts' }),
  },
  {
    id: 'actions/list-workflow-run-artifacts',
    needs: read('actions'),
    query: LIST_QUERY,
    answer: (world, call) => {
      const run = Number(call.params['run_id']);
      if (!world.runs.has(run)) return notFound();
      const of = world.artifacts.filter((artifact) => artifact.runId === run);
      return answerList(world, call, { of, path: `actions/runs/${run}/artifacts` });
    },
  },
  {
    id: 'actions/get-artifact',
    needs: read('actions'),
    answer: (world, call) => {
      const artifact = find(world, call);
      return artifact === undefined ? notFound() : ok(showArtifact(world, artifact));
    },
  },
  {
    id: 'actions/download-artifact',
    needs: read('actions'),
    answer: (world, call) => {
      const artifact = find(world, call);
      if (artifact === undefined || call.params['archive_format'] !== 'zip') return notFound();
      if (isExpired(world, artifact)) return gone('Artifact has expired');
      const location = signBlobUrl(world, artifact.blob, { may: 'read', seconds: DOWNLOAD_SECONDS });
      return { status: 302, headers: { location } };
    },
  },
  {
    id: 'actions/delete-artifact',
    needs: write('actions'),
    answer: (world, call) => {
      const artifact = find(world, call);
      if (artifact === undefined) return notFound();
      world.artifacts.splice(world.artifacts.indexOf(artifact), 1);
      return noContent();
    },
  },
];
