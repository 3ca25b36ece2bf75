/** One question per defect, with what a right and what a wrong server lets a client see. */
import { expect, vi } from 'vitest';
import { openStream } from '../../../../src/focus-server/client/stream-client.ts';
import { checkFrames } from '../../../../src/focus-server/contract/check-frames.ts';
import { CATALOGUE_REFUSAL_MS } from '../../../../src/focus-server/contract/limits.ts';
import type { Frame } from '../../../../src/focus-server/contract/frame.ts';
import type { ReferenceServerOptions } from '../../../../src/focus-server/reference/options.ts';
import type { ConfigureResponse } from '../../../../src/focus-server/contract/responses.ts';
import { findPast, makeBody, withServer, type Talk } from '../http/server.ts';

export interface Probe {
  readonly look: (talk: Talk) => Promise<unknown>;
  readonly right: unknown;
  readonly wrong: unknown;
  /** Of the server. */
  readonly options?: ReferenceServerOptions;
}

type Changes = Record<string, unknown>;

const statusOf =
  (method: string, path: string) =>
  async ({ ask }: Talk): Promise<number> =>
    (await ask(method, path)).status;

const configured =
  (changes: Changes) =>
  async ({ configure }: Talk): Promise<number> =>
    (await configure(changes)).status;

const responded =
  (pick: (response: ConfigureResponse) => unknown, changes: Changes = {}) =>
  async ({ ask }: Talk): Promise<unknown> =>
    pick((await ask<ConfigureResponse>('POST', '/configure', makeBody(changes))).body);

/** After one configure and the cancelling of its job. */
const jobsLeft = async ({ server, ask, configure }: Talk): Promise<number> => {
  await configure();
  await ask('DELETE', '/job/1-1');
  return server.state().jobs.length;
};

const slowest =
  (limitMs: number, act: (talk: Talk) => Promise<unknown>) =>
  async (talk: Talk): Promise<boolean> => {
    await act(talk);
    return talk.server.state().requests.some(({ durationMs }) => durationMs >= limitMs);
  };

const withoutCatalogue =
  (look: (talk: Talk) => Promise<unknown>) =>
  async (talk: Talk): Promise<unknown> => {
    await talk.server.faults.catalogue.inject({ kind: 'down' });
    return look(talk);
  };

const SMALL = { displayTimeAxisDuration: 10, displayInfo: { height: 20 }, channels: { min: 1, max: 1 } };
const PLAYED_SECONDS = 60;
const ENOUGH_FRAMES = 8;

interface Played {
  readonly response: ConfigureResponse;
  readonly startMs: number;
  readonly frames: readonly Frame[];
}

/** The first frames of a minute of the past. */
async function play(talk: Talk, changes: Changes = {}): Promise<Played> {
  const { start_time: start } = await findPast(talk);
  const times = { start_time: start, end_time: start + PLAYED_SECONDS };
  const response = (
    await talk.ask<ConfigureResponse>('POST', '/configure', makeBody({ ...SMALL, ...times, ...changes }))
  ).body;
  const stream = openStream({
    url: response.stream_url,
    port: response.stream_port,
    streamId: 0,
    deadlineMs: 30_000,
    now: () => 0,
  });
  const frames: Frame[] = [];
  for await (const { frame } of stream) {
    frames.push(frame);
    if (frames.length === ENOUGH_FRAMES) break;
  }
  return { response, startMs: start * 1000, frames };
}

/** What channels 1 to `max` bring, row after row: in one row alone two of them may be alike by chance. */
async function playChannels(talk: Talk, max: number): Promise<readonly string[]> {
  const { frames, response } = await play(talk, { view_type: 1, channels: { min: 1, max } });
  const rows = frames.flatMap((frame) => frame.rows.map((row) => Buffer.from(row)));
  const width = response.frequencies_amount * Float32Array.BYTES_PER_ELEMENT;
  return Array.from({ length: max }, (_, index) =>
    rows.map((row) => row.subarray(index * width, (index + 1) * width).toString('hex')).join(' '),
  );
}

/** Where a channel is that is known from a job of its own. */
async function findFirst(talk: Talk): Promise<number> {
  const [alone = ''] = await playChannels(talk, 1);
  return (await playChannels(talk, 3)).indexOf(alone);
}

/** How many jobs are left when one was cancelled whose stream is being read. */
async function cancelStreaming(talk: Talk): Promise<number> {
  const { body } = await talk.ask<ConfigureResponse>('POST', '/configure', makeBody(SMALL));
  const { stream_url: url, stream_port: port } = body;
  for await (const _ of openStream({ url, port, streamId: 0, deadlineMs: 30_000, now: () => 0 })) {
    await talk.ask('DELETE', `/job/${body.job_id}`);
    return talk.server.state().jobs.length;
  }
  throw new Error('the stream brought nothing');
}

/** Whether a job that nobody connects to is still there when one that was made later on another server is not. */
const outlives =
  (lifetimeScale: number) =>
  async (talk: Talk): Promise<boolean> => {
    await talk.configure();
    await withServer({ lifetimeScale }, async (other) => {
      await other.configure();
      await vi.waitFor(() => expect(other.server.state().jobs).toEqual([]), 30_000);
    });
    return talk.server.state().jobs.length === 1;
  };

async function areFramesRight(talk: Talk): Promise<boolean> {
  const { response, frames } = await play(talk);
  const { lines_dt: linesDt, frequencies_amount: frequenciesAmount } = response;
  return checkFrames(frames, { channels: SMALL.channels, frequenciesAmount, linesDt }).length === 0;
}

async function firstFrameLate(talk: Talk): Promise<number> {
  const { frames, startMs } = await play(talk);
  return ((frames[0]?.timestampsMs[0] ?? 0) - startMs) / 1000;
}

async function listRecordings({ ask }: Talk): Promise<readonly (readonly number[])[]> {
  const known = (await ask('GET', '/_admin/recordings')).body.recordings;
  const range = { start_time: (known.at(-1)?.startMs ?? 0) / 1000, end_time: Math.floor(Date.now() / 1000) };
  return (await ask<number[][]>('POST', '/recordings_in_time_range', range)).body;
}

async function isNewestFirst(talk: Talk): Promise<boolean> {
  const starts = (await listRecordings(talk)).map(([start]) => start ?? 0);
  return starts.every((start, index) => index === 0 || start < (starts[index - 1] ?? 0));
}

async function listsDeleted(talk: Talk): Promise<boolean> {
  const deleted = (await talk.ask('GET', '/_admin/recordings')).body.recordings.find((each) => each.deleted);
  return (await listRecordings(talk)).some(([start]) => start === (deleted?.startMs ?? 0) / 1000);
}

async function repeat(times: number, act: () => Promise<unknown>): Promise<void> {
  for (let index = 0; index < times; index += 1) await act();
}

export const PROBES: Readonly<Record<string, Probe>> = {
  'accepts-nfft-1000': { look: configured({ nfftSelection: 1000 }), right: 400, wrong: 200 },
  'ack-down-on-catalogue-fault': { look: withoutCatalogue(statusOf('GET', '/ack')), right: 200, wrong: 500 },
  'always-200': { look: statusOf('GET', '/metadata/9-9'), right: 404, wrong: 200 },
  'always-400': { look: statusOf('GET', '/ack'), right: 200, wrong: 400 },
  'cancel-does-nothing': { look: jobsLeft, right: 0, wrong: 1 },
  'cancel-ignored-while-streaming': { look: cancelStreaming, right: 0, wrong: 1 },
  'channels-in-reverse': { look: findFirst, right: 0, wrong: 2 },
  'channels-unlimited': { look: configured({ channels: { min: 1, max: 2300 } }), right: 400, wrong: 200 },
  'clock-skew': { look: firstFrameLate, right: 0, wrong: 300 },
  'deleted-recordings': { look: listsDeleted, right: false, wrong: true },
  'error-without-text': {
    look: async ({ ask }) => (await ask('GET', '/metadata/9-9')).body,
    right: { error: 'Invalid job_id' },
    wrong: {},
  },
  'every-channel-alike': {
    look: async (talk) => new Set(await playChannels(talk, 3)).size,
    right: 3,
    wrong: 1,
  },
  'frames-nan': { look: areFramesRight, right: true, wrong: false },
  'frames-of-zeros': {
    look: async (talk) => (await play(talk)).frames.some(({ maximum }) => maximum > 0),
    right: true,
    wrong: false,
  },
  'frames-out-of-order': { look: areFramesRight, right: true, wrong: false },
  'highest-window-first': { look: responded((each) => each.job_id), right: '1-1', wrong: '30-1' },
  'historic-starts-late': { look: firstFrameLate, right: 0, wrong: 10 },
  'late-503': {
    look: async (talk) => {
      const past = await findPast(talk);
      return slowest(CATALOGUE_REFUSAL_MS, withoutCatalogue(configured(past)))(talk);
    },
    right: false,
    wrong: true,
  },
  'leaks-jobs-on-503': {
    look: async (talk) => {
      const past = await findPast(talk);
      const status = await withoutCatalogue(configured(past))(talk);
      return [status, talk.server.state().jobs.length];
    },
    right: [503, 0],
    wrong: [503, 1],
  },
  'live-needs-catalogue': { look: withoutCatalogue(configured({})), right: 200, wrong: 503 },
  'metadata-differs': {
    look: async ({ ask, configure }) => {
      const { body } = await configure();
      return JSON.stringify((await ask('GET', '/metadata/1-1')).body) === JSON.stringify(body);
    },
    right: true,
    wrong: false,
  },
  'metadata-never-404': { look: statusOf('GET', '/metadata/9-9'), right: 404, wrong: 200 },
  'missing-field-400-instead-of-422': { look: configured({ channels: undefined }), right: 422, wrong: 400 },
  'missing-frequency': { look: responded((each) => each.frequencies_amount), right: 256, wrong: 255 },
  'missing-job-id': { look: responded((each) => each.job_id), right: '1-1', wrong: undefined },
  'never-cleans': { look: jobsLeft, right: 0, wrong: 1 },
  'no-escalation': {
    look: responded((each) => each.frequencies_list[1], {
      displayTimeAxisDuration: 300,
      displayInfo: { height: 600 },
    }),
    right: 1.951219512195122,
    wrong: 1000 / 513,
  },
  'no-max-windows': {
    look: async ({ configure }) => {
      await repeat(30, configure);
      return (await configure()).status;
    },
    right: 503,
    wrong: 200,
  },
  'nyquist-unchecked': {
    look: configured({ frequencyRange: { min: 0, max: 1001 } }),
    right: 400,
    wrong: 200,
  },
  'off-by-one-channels': { look: responded((each) => each.channel_amount), right: 50, wrong: 49 },
  'one-sided-times-accepted': { look: configured({ start_time: 1000 }), right: 400, wrong: 200 },
  'prr-mismatch': {
    look: async ({ ask }) => (await ask<{ prr: number }>('GET', '/live_metadata')).body.prr,
    right: 2000,
    wrong: 1000,
  },
  'random-500': {
    look: async ({ server, ask }) => {
      await repeat(200, () => ask('GET', '/ack'));
      return Object.keys(server.state().counters.byStatus);
    },
    right: ['200'],
    wrong: ['200', '500'],
  },
  'recordings-unsorted': { look: isNewestFirst, right: true, wrong: false },
  'refuses-second-job': {
    look: async ({ configure }) => {
      await configure();
      return (await configure()).status;
    },
    right: 200,
    wrong: 503,
  },
  'rejects-nfft-32768': { look: configured({ nfftSelection: 32_768 }), right: 200, wrong: 400 },
  'reversed-range-accepted': {
    look: configured({ frequencyRange: { min: 500, max: 100 } }),
    right: 400,
    wrong: 200,
  },
  'shared-port': {
    look: async ({ configure }) => {
      const ports = [(await configure()).body.stream_port, (await configure()).body.stream_port];
      return new Set(ports).size;
    },
    right: 2,
    wrong: 1,
  },
  'short-frames': { look: areFramesRight, right: true, wrong: false },
  'slow-after-n': {
    look: slowest(2900, ({ ask }) => repeat(51, () => ask('GET', '/ack'))),
    right: false,
    wrong: true,
  },
  'slow-cancel': { look: slowest(1900, ({ ask }) => ask('DELETE', '/job/1-1')), right: false, wrong: true },
  'stream-dies-after-5-frames': {
    look: async (talk) => (await play(talk)).frames.length,
    right: ENOUGH_FRAMES,
    wrong: 5,
  },
  'unclear-nfft-message': {
    look: async ({ configure }) =>
      (await configure({ nfftSelection: 1 })).body.error.includes('nfftSelection'),
    right: true,
    wrong: false,
  },
  'unconnected-cleaned-early': {
    options: { lifetimeScale: 0.1 },
    look: outlives(0.024),
    right: true,
    wrong: false,
  },
  'unconnected-never-cleaned': {
    options: { lifetimeScale: 0.02 },
    look: outlives(0.024),
    right: false,
    wrong: true,
  },
  'unknown-cancel-without-detail': {
    look: async ({ ask }) => (await ask('DELETE', '/job/9-9')).body,
    right: { detail: 'Not Found', error: 'Not Found' },
    wrong: {},
  },
  'view-type-as-string': { look: responded((each) => each.view_type), right: 0, wrong: '0' },
  'wrong-channel-mapping': {
    look: responded((each) => each.channel_to_stream_index['1']),
    right: 0,
    wrong: 2,
  },
  'wrong-lines-dt': { look: responded((each) => each.lines_dt.toFixed(4)), right: '0.0100', wrong: '0.0110' },
  'wrong-maximum': { look: areFramesRight, right: true, wrong: false },
};
