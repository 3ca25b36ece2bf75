import { isAncestor } from '../git-data.ts';
import { created, invalid, notFound, ok, type Operation } from '../operation.ts';
import { read, write } from '../permissions.ts';
import { nodeId } from '../represent/user.ts';
import { apiUrl, type World } from '../world.ts';

function showRef(world: World, ref: string, sha: string): Record<string, unknown> {
  return {
    ref,
    node_id: nodeId('Ref', ref),
    url: apiUrl(world, `git/${ref}`),
    object: { type: 'commit', sha, url: apiUrl(world, `git/commits/${sha}`) },
  };
}

export const GIT_REF_OPERATIONS: readonly Operation[] = [
  {
    id: 'git/get-ref',
    needs: read('contents'),
    answer: (world, { params }) => {
      const ref = `refs/${params['ref'] ?? ''}`;
      const sha = world.git.refs.get(ref);
      return sha === undefined ? notFound() : ok(showRef(world, ref, sha));
    },
  },
  {
    id: 'git/create-ref',
    needs: write('contents'),
    answer: (world, { body }) => {
      const { ref, sha } = body as { ref: string; sha: string };
      if (world.git.refs.has(ref)) return invalid('Reference already exists');
      if (!world.git.commits.has(sha)) return invalid('Object does not exist');
      world.git.refs.set(ref, sha);
      return created(showRef(world, ref, sha));
    },
  },
  {
    id: 'git/update-ref',
    needs: write('contents'),
    answer: (world, { params, body }) => {
      const { sha, force = false } = body as { sha: string; force?: boolean };
      const ref = `refs/${params['ref'] ?? ''}`;
      const before = world.git.refs.get(ref);
      if (before === undefined) return invalid('Reference does not exist');
      if (!world.git.commits.has(sha)) return invalid('Object does not exist');
      if (!force && !isAncestor(world.git, before, sha)) return invalid('Update is not a fast forward');
      world.git.refs.set(ref, sha);
      return ok(showRef(world, ref, sha));
    },
  },
];
