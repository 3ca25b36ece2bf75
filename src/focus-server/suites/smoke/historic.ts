import { expectConfigured } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, expectPlanned } from '../support/plan.ts';
import { expectFirstFrames } from '../support/streams.ts';
import { findPast } from '../support/recordings.ts';
import { historicRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

const SECONDS = 10;

export function defineHistoricTests({ test }: FocusBuilder): void {
  test('a historic job plays a recording back', { xray: 'PZ-111' }, async (t) => {
    const range = await findPast(t, SECONDS);
    const server = await t.use(focusServer);
    const body = historicRequest(range);
    const exchange = await server.configure(body);
    const response = expectConfigured(exchange);
    t.record('configureMs', exchange.durationMs);
    expectPlanned(response, body, await t.use(serverFacts));
    await expectFirstFrames(t, response, { startMs: range.start * 1000, endMs: range.end * 1000 });
  });
}
