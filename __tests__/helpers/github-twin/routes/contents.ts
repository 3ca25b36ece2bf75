import { findCommit } from '../git-data.ts';
import { notFound, ok, unimplemented, type Operation } from '../operation.ts';
import { read } from '../permissions.ts';
import { apiUrl, pageUrl } from '../world.ts';

/** Larger files come without content. */
const CONTENT_LIMIT = 1 << 20;

export const CONTENT_OPERATIONS: readonly Operation[] = [
  {
    id: 'repos/get-content',
    needs: read('contents'),
    query: ['ref'],
    answer: (world, { params, query }) => {
      const path = params['path'] ?? '';
      const ref = query['ref'] ?? world.defaultBranch;
      const commit = findCommit(world.git, ref);
      const tree = commit === undefined ? undefined : world.git.trees.get(commit.tree);
      if (tree === undefined) return notFound();
      const sha = tree.get(path)?.sha;
      if (sha === undefined) {
        const isFolder = [...tree.keys()].some((name) => name.startsWith(`${path}/`));
        return isFolder ? unimplemented('the listing of a folder') : notFound();
      }
      const content = world.git.blobs.get(sha) ?? Buffer.alloc(0);
      const isSmall = content.length <= CONTENT_LIMIT;
      const links = {
        self: `${apiUrl(world, `contents/${path}`)}?ref=${ref}`,
        git: apiUrl(world, `git/blobs/${sha}`),
        html: pageUrl(world, `blob/${ref}/${path}`),
      };
      return ok({
        type: 'file',
        encoding: isSmall ? 'base64' : 'none',
        size: content.length,
        name: path.split('/').at(-1) ?? path,
        path,
        content: isSmall ? content.toString('base64').replace(/.{60}/g, '$&\n') : '',
        sha,
        url: links.self,
        git_url: links.git,
        html_url: links.html,
        download_url: links.html.replace('/blob/', '/raw/'),
        _links: links,
      });
    },
  },
];
