/** Requests that must be refused, each beside a valid one: a server that refuses everything is no good either. */
import assert from 'node:assert/strict';
import type { Exchange } from '../../client/exchange.ts';
import { schemaErrorBody } from '../../contract/errors.ts';
import { describe, expectRefused, type ExpectedRefusal } from './answers.ts';
import type { FocusTest } from './context.ts';
import { startInPassing } from './jobs-in-passing.ts';
import { liveRequest } from './requests.ts';
import { focusServer } from './server.ts';

export interface RefusedBody {
  readonly body: unknown;
  /** What `body` would be if it were right; a plain live request when absent. */
  readonly neighbour?: unknown;
}

/** The refusal of POST /configure, and that its valid neighbour is accepted. Returns the text of the refusal. */
export async function expectOnlyRefused(
  t: FocusTest,
  { body, neighbour = liveRequest() }: RefusedBody,
  refusal: ExpectedRefusal,
): Promise<string> {
  const server = await t.use(focusServer);
  const exchange = await server.configure(body);
  const text = expectRefused(exchange, refusal);
  t.record('refusalMs', exchange.durationMs);
  await startInPassing(t, neighbour);
  return text;
}

/** 422 whose `detail` has an entry for the field, as in `channels.min`. Returns the text of the refusal. */
export function expectFieldRefused(exchange: Exchange, field: string): string {
  const text = expectRefused(exchange, { status: 422 });
  const { detail } = schemaErrorBody.parse(exchange.body);
  const fields = detail.map(({ loc }) => loc.slice(1).join('.'));
  assert.ok(
    fields.includes(field),
    `${describe(exchange)} and its detail names ${fields.join(', ')}, not ${field}`,
  );
  return text;
}
