/**
 * POST /configure for tests that only look at the answer: what must be accepted, and what must be refused. Jobs are
 * cancelled at once: windows are few.
 */
import assert from 'node:assert/strict';
import type { Exchange } from '../../client/exchange.ts';
import { schemaErrorBody } from '../../contract/errors.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { describe, expectConfigured, expectRefused } from './answers.ts';
import type { ExpectedRefusal } from './answers.ts';
import type { FocusTest } from './context.ts';
import { serverFacts, expectPlanned } from './plan.ts';
import { liveRequest } from './requests.ts';
import { focusServer } from './server.ts';
import { connectAndLeave } from './streams.ts';

/** Asserts that the job is made. */
export async function startAndCancel(t: FocusTest, body: unknown): Promise<ConfigureResponse> {
  const server = await t.use(focusServer);
  return cancelMade(t, await server.configure(body));
}

/** The same with the exact text of the body. */
export async function startTextAndCancel(t: FocusTest, text: string): Promise<ConfigureResponse> {
  const server = await t.use(focusServer);
  return cancelMade(t, server.adopt(await server.client.postText('/configure', text)));
}

/** As `startAndCancel`, asserting that every figure of the answer is as calculated. */
export async function startAsPlanned(t: FocusTest, body: unknown): Promise<ConfigureResponse> {
  const response = await startAndCancel(t, body);
  expectPlanned(response, body, await t.use(serverFacts));
  return response;
}

async function cancelMade(t: FocusTest, exchange: Exchange): Promise<ConfigureResponse> {
  const response = expectConfigured(exchange);
  t.record('configureMs', exchange.durationMs);
  await endJob(t, response);
  return response;
}

/** Ends the job, on a server without cancelling by being a client that leaves. */
export async function endJob(t: FocusTest, response: ConfigureResponse): Promise<void> {
  const server = await t.use(focusServer);
  const cancelled = await server.cancel(response.job_id);
  assert.ok([200, 404].includes(cancelled.status), `${describe(cancelled)}, expected 200 or 404`);
  if (cancelled.status === 404) await connectAndLeave(t, response, t.target.environment.timeouts.streamMs);
}

// What is refused stands beside a valid request: a server that refuses everything is no good either.

interface RefusedBody {
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
  await startAndCancel(t, neighbour);
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
