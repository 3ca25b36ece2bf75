import { putBlob, putCommit, putTree, type Commit, type TreeEntry } from '../git-data.ts';
import { created, invalid, notFound, ok, unimplemented, type Operation } from '../operation.ts';
import { read, write } from '../permissions.ts';
import { nodeId } from '../represent/user.ts';
import { apiUrl, pageUrl, toIso, type World } from '../world.ts';

interface TreeBody {
  base_tree?: string;
  tree: readonly { path?: string; mode?: string; type?: string; sha?: string | null; content?: string }[];
}

interface CommitBody {
  message: string;
  tree: string;
  parents?: readonly string[];
  author?: { name: string; email: string; date?: string };
}

function showCommit(world: World, commit: Commit): Record<string, unknown> {
  const person = { name: commit.author, email: `${commit.author}@example.com`, date: toIso(commit.date) };
  const link = (sha: string): { sha: string; url: string; html_url: string } => ({
    sha,
    url: apiUrl(world, `git/commits/${sha}`),
    html_url: pageUrl(world, `commit/${sha}`),
  });
  return {
    ...link(commit.sha),
    node_id: nodeId('Commit', commit.sha),
    author: person,
    committer: person,
    message: commit.message,
    tree: { sha: commit.tree, url: apiUrl(world, `git/trees/${commit.tree}`) },
    parents: commit.parents.map(link),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}

function showTree(world: World, sha: string): Record<string, unknown> {
  const entries = [...(world.git.trees.get(sha) ?? [])].map(([path, entry]) => ({
    path,
    ...entry,
    type: 'blob',
    size: world.git.blobs.get(entry.sha)?.length ?? 0,
    url: apiUrl(world, `git/blobs/${entry.sha}`),
  }));
  return { sha, url: apiUrl(world, `git/trees/${sha}`), tree: entries, truncated: false };
}

/** Null when the tree names something that does not exist. */
function buildTree(world: World, { base_tree: base, tree }: TreeBody): Map<string, TreeEntry> | null {
  const before = base === undefined ? new Map<string, TreeEntry>() : world.git.trees.get(base);
  if (before === undefined) return null;
  const entries = new Map(before);
  for (const { path = '', mode = '100644', sha, content } of tree) {
    const blob = content === undefined ? sha : putBlob(world.git, Buffer.from(content));
    if (blob === null) entries.delete(path);
    else if (blob === undefined || !world.git.blobs.has(blob)) return null;
    else entries.set(path, { mode, sha: blob });
  }
  return entries;
}

export const GIT_OBJECT_OPERATIONS: readonly Operation[] = [
  {
    id: 'git/create-blob',
    needs: write('contents'),
    answer: (world, { body }) => {
      const { content, encoding = 'utf-8' } = body as { content: string; encoding?: string };
      const sha = putBlob(world.git, Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'));
      return created({ sha, url: apiUrl(world, `git/blobs/${sha}`) });
    },
  },
  {
    id: 'git/get-blob',
    needs: read('contents'),
    answer: (world, { params }) => {
      const sha = params['file_sha'] ?? '';
      const content = world.git.blobs.get(sha);
      if (content === undefined) return notFound();
      const url = apiUrl(world, `git/blobs/${sha}`);
      const text = { content: content.toString('base64'), encoding: 'base64' };
      return ok({ sha, url, node_id: nodeId('Blob', sha), size: content.length, ...text });
    },
  },
  {
    id: 'git/create-tree',
    needs: write('contents'),
    answer: (world, { body }) => {
      const entries = buildTree(world, body as TreeBody);
      return entries === null
        ? invalid('Invalid tree info')
        : created(showTree(world, putTree(world.git, entries)));
    },
  },
  {
    id: 'git/get-tree',
    needs: read('contents'),
    query: ['recursive'],
    answer: (world, { params, query }) => {
      const sha = params['tree_sha'] ?? '';
      if (!world.git.trees.has(sha)) return notFound();
      return query['recursive'] === undefined ? unimplemented('flat trees') : ok(showTree(world, sha));
    },
  },
  {
    id: 'git/create-commit',
    needs: write('contents'),
    answer: (world, call) => {
      const { message, tree, parents = [], author } = call.body as CommitBody;
      if (!world.git.trees.has(tree)) return invalid('Tree SHA does not exist');
      if (!parents.every((parent) => world.git.commits.has(parent)))
        return invalid('Parent SHA does not exist or is not a commit object');
      const date = author?.date === undefined ? world.now() : new Date(author.date);
      const commit = { tree, parents, message, author: author?.name ?? world.actor, date };
      return created(showCommit(world, putCommit(world.git, commit)));
    },
  },
  {
    id: 'git/get-commit',
    needs: read('contents'),
    answer: (world, { params }) => {
      const commit = world.git.commits.get(params['commit_sha'] ?? '');
      return commit === undefined ? notFound() : ok(showCommit(world, commit));
    },
  },
];
