import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../src/github/failure.ts';
import { startTwin } from '../helpers/github-twin/twin.ts';
import type { Fault } from '../helpers/github-twin/faults.ts';
import { connectTwin } from './connect-twin.ts';

async function explain(status: number, json: unknown, headers = {}): Promise<unknown> {
  await using twin = await startTwin();
  const fault: Fault = { kind: 'answer', answer: { status, json, headers } };
  twin.fail('issues/get', fault, { times: Infinity });
  const { client, repository } = connectTwin(twin);
  const { rest } = await client();
  return await rest.issues.get({ ...repository, issue_number: 1 }).catch(explainFailure);
}

describe('explainFailure', () => {
  it.each([
    ['Resource not accessible by integration', 'permission'],
    ['Resource not accessible by personal access token', 'permission'],
    ['Must have admin rights to Repository.', 'permission'],
    ['Repository was archived so is read-only.', 'refused'],
    ['Unable to create comment because issue is locked.', 'refused'],
    ['You have exceeded a secondary rate limit.', 'limited'],
  ])('takes 403 "%s" for %s', async (message, kind) => {
    expect(await explain(403, { message })).toMatchObject({ kind });
  });

  it('takes 403 without anything left for a rate limit', async () => {
    expect(await explain(403, { message: 'Forbidden' }, { 'x-ratelimit-remaining': '0' })).toMatchObject({
      kind: 'limited',
    });
  });

  it('tells what was wrong with a request', async () => {
    const errors = [
      { resource: 'Issue', field: 'body', code: 'custom', message: 'body is too long' },
      { resource: 'Issue', field: 'title', code: 'missing_field' },
      'not an object',
      null,
    ];
    expect(await explain(422, { message: 'Validation Failed', errors })).toEqual({
      kind: 'refused',
      cause: 'GitHub refused (422 Validation Failed: body is too long, title missing_field)',
    });
  });

  it.each([[[]], [null], ['text'], [{ message: 5 }], [{ message: '' }]])(
    'is not surprised by the answer %j',
    async (json) => {
      expect(await explain(400, json)).toEqual({
        kind: 'refused',
        cause: 'GitHub refused (400 no reason given)',
      });
    },
  );

  it('keeps any text on one short line that starts no command', async () => {
    const message = '\n::error::injected\r\n\u202e##[error]';
    const cause = 'GitHub refused (422 ::error::injected ##[error])';
    expect(await explain(422, { message })).toEqual({ kind: 'refused', cause });
  });
});
