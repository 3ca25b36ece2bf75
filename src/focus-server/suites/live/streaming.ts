/** Live streams, read for a while: every frame good, at real time, from a job that stays known. */
import assert from 'node:assert/strict';
import { expectConfigured } from '../support/answers.ts';
import { readFigure, type FocusBuilder, type FocusTest } from '../support/context.ts';
import { serverFacts, expectPlanned } from '../support/plan.ts';
import { pollDuring } from '../support/concurrent.ts';
import { liveRequest, waterfallRequest, type ConfigureFields } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectGoodFrames, openStreams, readAll } from '../support/streams.ts';
import { expectRealTime, gapLimit } from './real-time.ts';

/** Room for the longest time that may be set. */
const TIMEOUT_MS = 1_800_000;
const POLL_MS = 250;

const VIEWS = [
  { view: 'multichannel', body: liveRequest(), xray: 'PZ-400', nightly: 'PZ-410' },
  {
    view: 'singlechannel',
    body: liveRequest({ view_type: '1', channels: { min: 20, max: 20 } }),
    xray: 'PZ-401',
    nightly: 'PZ-411',
  },
  { view: 'waterfall', body: waterfallRequest(), xray: 'PZ-402', nightly: 'PZ-412' },
];

export function defineStreamingTests({ test }: FocusBuilder): void {
  for (const { view, body, xray, nightly } of VIEWS) {
    test(`a live ${view} job streams good frames at real time`, { xray, timeoutMs: TIMEOUT_MS }, (t) =>
      watchJob(t, body, readFigure(t, 'live-seconds')),
    );
    const options = { xray: nightly, tags: ['nightly', 'slow'], timeoutMs: TIMEOUT_MS };
    test(`a live ${view} job streams good frames for a long time`, options, (t) =>
      watchJob(t, body, readFigure(t, 'live-nightly-seconds')),
    );
  }
}

async function watchJob(t: FocusTest, body: ConfigureFields, seconds: number): Promise<void> {
  const server = await t.use(focusServer);
  const response = await server.start(body);
  expectPlanned(response, body, await t.use(serverFacts));

  const lastingMs = seconds * 1000;
  const deadlineMs = lastingMs + gapLimit(t);
  // They stay open until the last poll is answered: the job ends with them.
  const reading = readAll(t, openStreams(t, response, deadlineMs), { lastingMs });
  const { value: streams, answers } = await pollDuring(t, reading, {
    what: 'metadata of the job',
    ask: () => server.client.metadata(response.job_id),
    everyMs: POLL_MS,
    deadlineMs: deadlineMs + t.target.environment.timeouts.requestMs,
  });
  for (const answer of answers)
    assert.deepEqual(expectConfigured(answer), response, 'metadata is not what configure answered');
  t.record('metadataPolls', answers.length);
  expectGoodFrames(streams, response);
  expectRealTime(t, streams, response);
}
