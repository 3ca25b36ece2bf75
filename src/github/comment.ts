/** Our comment on a pull request: found by its marker, and written so that there is one. */
import type { UpsertComment } from '../model/effect.ts';
import type { Connection } from './connection.ts';
import { fitBody } from './fit-text.ts';

export interface CommentPlace {
  readonly pullRequest: number;
  /** HTML comment that only our comment contains. */
  readonly marker: string;
}

export interface FoundComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
}

/** Over all pages, oldest first. People can write the marker too: only what our token has written counts. */
export async function findComments(
  { client, repository, isOurs }: Connection,
  { pullRequest, marker }: CommentPlace,
): Promise<FoundComment[]> {
  const { paginate, rest } = await client();
  const all = await paginate(rest.issues.listComments, {
    ...repository,
    issue_number: pullRequest,
    per_page: 100,
  });
  const found: FoundComment[] = [];
  for (const { id, body = '', html_url: url, user } of all) {
    if (body.includes(marker) && (await isOurs(user))) found.push({ id, body, url });
  }
  return found.sort((a, b) => a.id - b.id);
}

/**
 * Two runs may find no comment at the same moment and write one each. So after writing we look again: the oldest
 * stays and takes our text, younger ones go. Both runs come to the same result.
 */
export async function upsertComment(
  effect: UpsertComment,
  connection: Connection,
): Promise<{ readonly url?: string }> {
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
  const { rest } = await client();
  const { data } = await rest.issues.createComment({ ...repository, issue_number: pullRequest, body });
  return { id: data.id, body, url: data.html_url };
}

async function updateComment({ client, repository }: Connection, { id, body }: FoundComment): Promise<void> {
  const { rest } = await client();
  await rest.issues.updateComment({ ...repository, comment_id: id, body });
}

/** The other run may have done it already; a duplicate that stays is only unsightly. */
async function deleteComment({ client, repository }: Connection, id: number): Promise<void> {
  const { rest } = await client();
  await rest.issues.deleteComment({ ...repository, comment_id: id }).catch(() => null);
}
