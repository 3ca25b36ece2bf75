import type { Annotate, CreateCheckRun } from '../../model/effect.ts';
import type { Client } from '../client.ts';
import { fitBody, fitText } from '../fit-text.ts';
import type { ConnectedPorts, Done } from './ports.ts';

/** GitHub takes so many in one request; an update adds to them. */
const BATCH = 50;
const MESSAGE_CHARACTERS = 16_000;
const TITLE_CHARACTERS = 255;
const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const;

type CheckAnnotation = NonNullable<
  NonNullable<NonNullable<Parameters<Client['rest']['checks']['update']>[0]>['output']>['annotations']
>[number];

/** Annotations without a file cannot be shown at a check run and are left out. */
export async function createCheckRun(effect: CreateCheckRun, { connection }: ConnectedPorts): Promise<Done> {
  const { client, repository } = connection;
  const { name, headSha, conclusion } = effect;
  const annotations = effect.annotations.flatMap(describeAnnotation);
  const describeBatch = (start: number) => ({
    title: fitText(effect.title, TITLE_CHARACTERS),
    summary: fitBody(effect.summary),
    annotations: annotations.slice(start, start + BATCH),
  });
  const { rest } = await client();
  const { data } = await rest.checks.create({
    ...repository,
    name,
    head_sha: headSha,
    conclusion,
    status: 'completed',
    output: describeBatch(0),
  });
  for (let start = BATCH; start < annotations.length; start += BATCH) {
    await rest.checks.update({ ...repository, check_run_id: data.id, output: describeBatch(start) });
  }
  return data.html_url === null ? {} : { url: data.html_url };
}

function describeAnnotation({ path, line, level, title, message }: Annotate): CheckAnnotation[] {
  if (path === null) return [];
  const place = { path, start_line: line ?? 1, end_line: line ?? 1 };
  const words = { title: fitText(title, TITLE_CHARACTERS), message: fitText(message, MESSAGE_CHARACTERS) };
  return [{ ...place, annotation_level: LEVELS[level], ...words }];
}
