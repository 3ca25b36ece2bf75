import assert from 'node:assert/strict';
import { ackResponse } from '../../contract/responses.ts';
import { openAdmin } from '../support/admin.ts';
import { describe, expectBody, expectRefused } from '../support/answers.ts';
import { scaleLimit, type FocusBuilder } from '../support/context.ts';
import { startInPassing } from '../support/jobs-in-passing.ts';
import { findPast } from '../support/recordings.ts';
import { historicRequest, liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectNothingMade } from './nothing-made.ts';

/** The time in which a server must know that its catalogue is unreachable. */
const LIMIT_MS = 5000;
const RECOVERY_MS = 20_000;
const SECONDS = 30;

export function defineCatalogueTests({ test }: FocusBuilder): void {
  const options = { xray: 'PZ-297', tags: ['destructive'] };
  test('a server without its catalogue refuses historic jobs, and nothing else', options, async (t) => {
    if (t.target.environment.faults === null) t.skip('faults are not allowed in this environment');
    const admin = openAdmin(t) ?? t.skip('only the reference server lets its catalogue be taken away');
    const server = await t.use(focusServer);
    const range = await findPast(t, SECONDS);
    await startInPassing(t, historicRequest(range));
    const undo = await admin.inject({ kind: 'down' });

    await expectNothingMade(t, async () => {
      const exchange = await server.configure(historicRequest(range));
      expectRefused(exchange, { status: 503 });
      const { durationMs } = exchange;
      t.record('refusalMs', durationMs);
      assert.ok(durationMs <= scaleLimit(t, LIMIT_MS), `${describe(exchange)} after ${durationMs} ms`);
    });
    expectBody(await server.client.ack(), ackResponse);
    await startInPassing(t, liveRequest());

    await undo();
    const undoneMs = t.now();
    await t.eventually('recordings are played back again', () => startInPassing(t, historicRequest(range)), {
      deadlineMs: scaleLimit(t, RECOVERY_MS),
    });
    t.record('recoveryMs', t.now() - undoneMs);
  });
}
