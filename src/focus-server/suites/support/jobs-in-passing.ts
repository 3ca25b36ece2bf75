/** Jobs of tests that only look at the answer. They are given back at once: windows are few. */
import assert from 'node:assert/strict';
import type { Exchange } from '../../client/exchange.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { describe, expectConfigured } from './answers.ts';
import type { FocusTest } from './context.ts';
import { serverFacts } from './facts.ts';
import { expectPlanned } from './plan.ts';
import { sendText } from './send-text.ts';
import { focusServer } from './server.ts';
import { visitStream } from './visit-stream.ts';

/** Asserts that the job is made. */
export async function startInPassing(t: FocusTest, body: unknown): Promise<ConfigureResponse> {
  const server = await t.use(focusServer);
  return passBy(t, await server.configure(body));
}

/** The same with the exact text of the body. */
export async function startTextInPassing(t: FocusTest, text: string): Promise<ConfigureResponse> {
  const server = await t.use(focusServer);
  return passBy(t, server.adopt(await sendText(t, '/configure', text)));
}

/** As `startInPassing`, asserting that every figure of the answer is as calculated. */
export async function startAsPlanned(t: FocusTest, body: unknown): Promise<ConfigureResponse> {
  const response = await startInPassing(t, body);
  expectPlanned(response, body, await t.use(serverFacts));
  return response;
}

async function passBy(t: FocusTest, exchange: Exchange): Promise<ConfigureResponse> {
  const response = expectConfigured(exchange);
  t.record('configureMs', exchange.durationMs);
  await giveBack(t, response);
  return response;
}

/** Ends the job, on a server without cancelling by being a client that leaves. */
export async function giveBack(t: FocusTest, response: ConfigureResponse): Promise<void> {
  const server = await t.use(focusServer);
  const cancelled = await server.cancel(response.job_id);
  assert.ok([200, 404].includes(cancelled.status), `${describe(cancelled)}, expected 200 or 404`);
  if (cancelled.status === 404) await visitStream(t, response, t.target.environment.timeouts.streamMs);
}
