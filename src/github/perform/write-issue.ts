/** Opens and updates one of our issues; GitHub may do neither as asked, so its answers are compared. */
import type { CreateIssue, UpdateIssue } from '../../model/effect.ts';
import type { Connection } from '../connection.ts';
import { isAnswer, refuse } from '../failure.ts';
import { fitBody, fitText } from '../fit-text.ts';
import type { ConnectedPorts, Done } from './ports.ts';

const TITLE_CHARACTERS = 256;

interface OpenIssue {
  readonly number: number;
  readonly url: string;
}

/**
 * Another run may open an issue about the same at the same moment. So we look just before and just after: the oldest
 * stays, and ours is closed when it is a younger one.
 */
export async function createIssue(effect: CreateIssue, ports: ConnectedPorts): Promise<Done> {
  const [already] = await findOpen(effect, ports);
  if (already !== undefined) return { url: already.url, note: sayDuplicate(already.number) };

  const { client, repository } = ports.connection;
  const { labels, body, title } = effect;
  await ensureLabels(ports.connection, labels);
  const { rest } = await client();
  const { data } = await rest.issues.create({
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
async function findOpen({ key }: CreateIssue, { connection, issues }: ConnectedPorts): Promise<OpenIssue[]> {
  const { rest } = await connection.client();
  const { data } = await rest.issues.listForRepo({
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
  { connection: { client, repository } }: ConnectedPorts,
  duplicate: { readonly number: number; readonly of: number },
): Promise<void> {
  const issue = { ...repository, issue_number: duplicate.number };
  const { rest } = await client();
  await rest.issues.update({ ...issue, state: 'closed', state_reason: 'not_planned' });
  const body = `Duplicate of #${duplicate.of}: two runs opened one at the same moment.`;
  await rest.issues.createComment({ ...issue, body });
}

const PIN = 'mutation ($id: ID!) { pinIssue(input: { issueId: $id }) { issue { number } } }';

/** A note when it could not be pinned: a repository has three places for that. */
async function pin(
  { connection }: ConnectedPorts,
  issue: { readonly id: string; readonly number: number },
): Promise<string | null> {
  const { graphql } = await connection.client();
  return graphql(PIN, { id: issue.id }).then(
    () => null,
    () => `issue #${issue.number} could not be pinned (a repository pins at most three)`,
  );
}

const LABEL_COLOR = 'd93f0b';
const LABEL_DESCRIPTION = 'Found by focus-stability';

/**
 * Failures are passed over: another run may just have made the label, and who may not make labels will hear the same
 * about the issue itself, which GitHub opens with a plain label of this name otherwise.
 */
async function ensureLabels({ client, repository }: Connection, names: Iterable<string>): Promise<void> {
  const { rest } = await client();
  for (const name of new Set(names)) {
    try {
      await rest.issues.getLabel({ ...repository, name });
    } catch (error) {
      if (!(isAnswer(error) && error.status === 404)) continue;
      await rest.issues
        .createLabel({ ...repository, name, color: LABEL_COLOR, description: LABEL_DESCRIPTION })
        .catch(() => null);
    }
  }
}

/** For a second try, when GitHub has kept the old body. */
const SHORT_CHARACTERS = 30_000;

export async function updateIssue(effect: UpdateIssue, ports: ConnectedPorts): Promise<Done> {
  const { comment, number } = effect;
  const done = await updateFields(effect, ports);
  if (comment !== undefined) {
    const { client, repository } = ports.connection;
    const { rest } = await client();
    await rest.issues.createComment({ ...repository, issue_number: number, body: fitBody(comment) });
  }
  return done;
}

/** GitHub answers 200 to a body that it finds too long, and keeps the old one: the answer tells. */
async function updateFields(effect: UpdateIssue, ports: ConnectedPorts): Promise<Done> {
  const { number, body } = effect;
  if (body === undefined) return { url: (await send(effect, ports)).url };
  const whole = fitBody(body);
  const first = await send({ ...effect, body: whole }, ports);
  if (isSame(first.body, whole)) return { url: first.url };
  const short = fitBody(body, SHORT_CHARACTERS);
  const second = await send({ kind: 'update-issue', number, reason: effect.reason, body: short }, ports);
  if (!isSame(second.body, short)) throw refuse(`GitHub kept the old text of issue #${number}`);
  return {
    url: second.url,
    note: `GitHub took the text of issue #${number} only at the second try, shortened`,
  };
}

async function send(
  { number, title, body, state }: UpdateIssue,
  { connection: { client, repository } }: ConnectedPorts,
): Promise<{ readonly url: string; readonly body: string }> {
  const { rest } = await client();
  const { data } = await rest.issues.update({
    ...repository,
    issue_number: number,
    ...(title === undefined ? {} : { title: fitText(title, TITLE_CHARACTERS) }),
    ...(body === undefined ? {} : { body }),
    ...(state === undefined ? {} : { state, state_reason: state === 'open' ? 'reopened' : 'completed' }),
  });
  return { url: data.html_url, body: data.body ?? '' };
}

/** Line ends and white space at the end are GitHub's. */
const isSame = (one: string, other: string): boolean => tidy(one) === tidy(other);
const tidy = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();
