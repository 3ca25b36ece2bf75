/** Our comments on a pull request. */
import type { Connection } from './connection.ts';

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
  const all = await client.paginate(client.rest.issues.listComments, {
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
