import type { UpdateIssue } from '../../model/effect.ts';
import { refuse } from '../failure.ts';
import { fitBody, fitText } from './fit-text.ts';
import type { Done, Ports } from './ports.ts';

const TITLE_CHARACTERS = 256;
/** For a second try, when GitHub has kept the old body. */
const SHORT_CHARACTERS = 30_000;

export async function updateIssue(effect: UpdateIssue, ports: Ports): Promise<Done> {
  const { comment, number } = effect;
  const done = await updateFields(effect, ports);
  if (comment !== undefined) {
    const { client, repository } = ports.connection;
    await client.rest.issues.createComment({ ...repository, issue_number: number, body: fitBody(comment) });
  }
  return done;
}

/** GitHub answers 200 to a body that it finds too long, and keeps the old one: the answer tells. */
async function updateFields(effect: UpdateIssue, ports: Ports): Promise<Done> {
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
  { connection: { client, repository } }: Ports,
): Promise<{ readonly url: string; readonly body: string }> {
  const { data } = await client.rest.issues.update({
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
