import type { CreateIssue } from '../../model/effect.ts';
import { ensureLabels } from './ensure-labels.ts';
import { fitBody, fitText } from './fit-text.ts';
import type { Done, Ports } from './ports.ts';

const TITLE_CHARACTERS = 256;

interface OpenIssue {
  readonly number: number;
  readonly url: string;
}

/**
 * Another run may open an issue about the same at the same moment. So we look just before and just after: the oldest
 * stays, and ours is closed when it is a younger one.
 */
export async function createIssue(effect: CreateIssue, ports: Ports): Promise<Done> {
  const [already] = await findOpen(effect, ports);
  if (already !== undefined) return { url: already.url, note: sayDuplicate(already.number) };

  const { client, repository } = ports.connection;
  const { labels, body, title } = effect;
  await ensureLabels(ports.connection, labels);
  const { data } = await client.rest.issues.create({
    ...repository,
    title: fitText(title, TITLE_CHARACTERS),
    body: fitBody(body),
    labels: [...labels],
  });

  // The issue is there, whatever becomes of this question.
  const others = await findOpen(effect, ports).catch(() => []);
  const oldest = others.find(({ number }) => number < data.number);
  if (oldest !== undefined) {
    await closeDuplicate(ports, { number: data.number, of: oldest.number }).catch(() => null);
    return { url: oldest.url, note: sayDuplicate(oldest.number) };
  }
  const note = effect.pin ? await pin(ports, { id: data.node_id, number: data.number }) : null;
  return { url: data.html_url, ...(note === null ? {} : { note }) };
}

const sayDuplicate = (number: number): string => `another run has opened issue #${number} about the same`;

/** Issues of this key, oldest first. A duplicate is among the newest, or planning would have seen it. */
async function findOpen({ key }: CreateIssue, { connection, issues }: Ports): Promise<OpenIssue[]> {
  const { data } = await connection.client.rest.issues.listForRepo({
    ...connection.repository,
    labels: issues.label,
    state: 'open',
    sort: 'created',
    direction: 'desc',
    per_page: 100,
  });
  return data
    .filter(({ pull_request: pull, body }) => pull === undefined && issues.keyOf(body ?? '') === key)
    .map(({ number, html_url: url }) => ({ number, url }))
    .sort((a, b) => a.number - b.number);
}

async function closeDuplicate(
  { connection: { client, repository } }: Ports,
  duplicate: { readonly number: number; readonly of: number },
): Promise<void> {
  const issue = { ...repository, issue_number: duplicate.number };
  await client.rest.issues.update({ ...issue, state: 'closed', state_reason: 'not_planned' });
  const body = `Duplicate of #${duplicate.of}: two runs opened one at the same moment.`;
  await client.rest.issues.createComment({ ...issue, body });
}

const PIN = 'mutation ($id: ID!) { pinIssue(input: { issueId: $id }) { issue { number } } }';

/** A note when it could not be pinned: a repository has three places for that. */
async function pin(
  { connection }: Ports,
  issue: { readonly id: string; readonly number: number },
): Promise<string | null> {
  return connection.client.graphql(PIN, { id: issue.id }).then(
    () => null,
    () => `issue #${issue.number} could not be pinned (a repository pins at most three)`,
  );
}
