import assert from 'node:assert/strict';
import { CATALOGUE_REFUSAL_MS } from '../../contract/limits.ts';
import { ackResponse } from '../../contract/responses.ts';
import { openAdmin } from '../support/admin.ts';
import { describe, expectBody, expectRefused } from '../support/answers.ts';
import { recordSlowest, scaleLimit, type FocusBuilder } from '../support/context.ts';
import { startAndCancel } from '../support/configure.ts';
import { findPast } from '../support/recordings.ts';
import { historicRequest, liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectNoJobMade } from '../support/leaks.ts';

const RECOVERY_MS = 20_000;
const SECONDS = 30;

export function defineCatalogueTests({ test }: FocusBuilder): void {
  const options = { xray: 'PZ-297', tags: ['destructive'] };
  test('a server without its catalogue refuses historic jobs, and nothing else', options, async (t) => {
    if (t.target.environment.faults === null) t.skip('faults are not allowed in this environment');
    const admin = openAdmin(t) ?? t.skip('only the reference server lets its catalogue be taken away');
    const server = await t.use(focusServer);
    const range = await findPast(t, SECONDS);
    await startAndCancel(t, historicRequest(range));
    const undo = await admin.inject({ kind: 'down' });

    await expectNoJobMade(t, async () => {
      const refused = await Promise.all([
        server.configure(historicRequest(range)),
        server.client.recordings({ startTime: range.start, endTime: range.end }),
      ]);
      recordSlowest(t, 'refusalMs', refused);
      for (const exchange of refused) {
        expectRefused(exchange, { status: 503 });
        const { durationMs } = exchange;
        assert.ok(durationMs <= CATALOGUE_REFUSAL_MS, `${describe(exchange)} after ${durationMs} ms`);
      }
    });
    expectBody(await server.client.ack(), ackResponse);
    await startAndCancel(t, liveRequest());

    await undo();
    const undoneMs = t.now();
    await t.eventually('recordings are played back again', () => startAndCancel(t, historicRequest(range)), {
      deadlineMs: scaleLimit(t, RECOVERY_MS),
    });
    t.record('recoveryMs', t.now() - undoneMs);
  });
}
