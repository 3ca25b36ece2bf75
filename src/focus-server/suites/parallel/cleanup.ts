/** What is left when parallel investigations are over: nothing. */
import assert from 'node:assert/strict';
import { cancelResponse, type ConfigureResponse } from '../../contract/responses.ts';
import { expectBody, expectNotFound } from '../support/answers.ts';
import { scaleLimit, type FocusBuilder, needWindows } from '../support/context.ts';
import { expectNothingLeft, windowOf } from '../support/leaks.ts';
import { mustCancel, focusServer } from '../support/server.ts';
import { liveRequest } from '../support/requests.ts';
import { readStreams } from '../support/streams.ts';
import { startConcurrently } from '../support/concurrent.ts';

const COUNT = 5;
const CANCEL_SLA_MS = 1000;

const bodies = Array.from({ length: COUNT }, (_, index) =>
  liveRequest({ channels: { min: 1 + index, max: 6 + index } }),
);

export function defineCleanupTests({ test }: FocusBuilder): void {
  test('cancelled investigations leave nothing behind', { xray: 'PZ-540' }, async (t) => {
    needWindows(t, COUNT);
    const server = await t.use(focusServer);
    const { responses } = await startConcurrently(t, bodies);
    const cancelled = await Promise.all(responses.map(({ job_id: id }) => server.client.cancel(id)));
    if (cancelled.every(({ status }) => status === 404) && !mustCancel(t)) {
      t.record('cancel', 'unsupported');
      t.skip('this server has no route that cancels');
    }
    for (const [index, exchange] of cancelled.entries())
      assert.equal(expectBody(exchange, cancelResponse).job_id, responses[index]?.job_id);
    const slowestMs = Math.max(...cancelled.map(({ durationMs }) => durationMs));
    t.record('slowestCancelMs', slowestMs);
    assert.ok(slowestMs <= scaleLimit(t, CANCEL_SLA_MS), `a cancel took ${slowestMs} ms`);
    await expectNothingLeft(t, responses);
    // Who cleans up twice is told 404, and nothing else happens.
    for (const { job_id: id } of responses) expectNotFound(await server.cancel(id));
  });

  test('investigations whose clients have left make room for others', { xray: 'PZ-541' }, async (t) => {
    needWindows(t, COUNT);
    const { responses } = await startConcurrently(t, bodies);
    const limit = { frames: 1, deadlineMs: t.target.environment.timeouts.streamMs };
    await Promise.all(responses.map((response) => readStreams(t, response, limit)));
    const leftMs = t.now();
    await expectNothingLeft(t, responses);
    t.record('cleanupMs', Math.round(t.now() - leftMs));

    const again = await startConcurrently(t, bodies);
    const highest = (jobs: readonly ConfigureResponse[]): number =>
      Math.max(...jobs.map(({ job_id: id }) => windowOf(id)));
    t.record('highestWindow', highest(again.responses));
    // Others may have come in between on a server that is not ours alone.
    if (t.target.environment.hasAdmin)
      assert.ok(highest(again.responses) <= highest(responses), 'windows that became free are used again');
  });
}
