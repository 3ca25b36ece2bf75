import type { UpsertComment } from '../../model/effect.ts';
import type { Connection } from '../connection.ts';
import { findComments, type FoundComment } from '../find-comments.ts';
import { fitBody } from './fit-text.ts';
import type { Done, Ports } from './ports.ts';

/**
 * Two runs may find no comment at the same moment and write one each. So after writing we look again: the oldest
 * stays and takes our text, younger ones go. Both runs come to the same result.
 */
export async function upsertComment(effect: UpsertComment, { connection }: Ports): Promise<Done> {
  const body = fitBody(effect.body);
  let found = await findComments(connection, effect);
  if (found.length === 0) {
    const made = await createComment(connection, { pullRequest: effect.pullRequest, body });
    // The list may not show it yet, or fail: the comment is there all the same.
    found = await findComments(connection, effect).catch(() => []);
    if (found.length === 0) found = [made];
  }
  const [oldest, ...younger] = found;
  if (oldest === undefined) return {};
  if (oldest.body !== body) await updateComment(connection, { ...oldest, body });
  for (const { id } of younger) await deleteComment(connection, id);
  return { url: oldest.url };
}

async function createComment(
  { client, repository }: Connection,
  { pullRequest, body }: { readonly pullRequest: number; readonly body: string },
): Promise<FoundComment> {
  const { data } = await client.rest.issues.createComment({ ...repository, issue_number: pullRequest, body });
  return { id: data.id, body, url: data.html_url };
}

async function updateComment({ client, repository }: Connection, { id, body }: FoundComment): Promise<void> {
  await client.rest.issues.updateComment({ ...repository, comment_id: id, body });
}

/** The other run may have done it already; a duplicate that stays is only unsightly. */
async function deleteComment({ client, repository }: Connection, id: number): Promise<void> {
  await client.rest.issues.deleteComment({ ...repository, comment_id: id }).catch(() => null);
}
