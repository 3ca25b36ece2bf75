import type { Job, JobStream, StreamEvent } from '../../../../src/focus-server/reference/job.ts';
import {
  createJobStreamStarter,
  type JobStreamOptions,
} from '../../../../src/focus-server/reference/grpc/job-stream.ts';
import type { Clock } from '../../../../src/model/clock.ts';
import {
  type ArrivedFrame,
  type FrameStream,
  openStream,
} from '../../../../src/focus-server/client/stream-client.ts';
import { makePlan } from '../signal/plans.ts';

export const HOST = '127.0.0.1';
export const NOW = 1_700_000_000_000;

export interface ManualClock extends Clock {
  /** Callbacks that wait for their time. */
  readonly waiting: number;
  advance(ms: number): void;
}

export function createManualClock(): ManualClock {
  let now = NOW;
  const timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { dueMs: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    get waiting() {
      return timers.size;
    },
    advance(ms) {
      now += ms;
      for (const timer of [...timers].filter(({ dueMs }) => dueMs <= now)) {
        timers.delete(timer);
        timer.callback();
      }
    },
  };
}

/** A live job on a free port. */
export function makeJob(change: Partial<Job> = {}): Job {
  return {
    id: '1-7',
    window: 1,
    sequence: 7,
    streamPort: 0,
    plan: makePlan(),
    timeRange: null,
    createdMs: NOW,
    response: {},
    ...change,
  };
}

export interface Served extends JobStream {
  readonly clock: ManualClock;
  readonly events: StreamEvent[];
  open(streamId: number): FrameStream;
}

export async function serveJob(job: Job, options: Partial<JobStreamOptions> = {}): Promise<Served> {
  const clock = createManualClock();
  const events: StreamEvent[] = [];
  const start = createJobStreamStarter({ host: HOST, clock, seed: 1, ...options });
  const stream = await start(job, (event) => events.push(event));
  return {
    ...stream,
    clock,
    events,
    open: (streamId) => openTestStream(stream.port, streamId),
  };
}

export function openTestStream(port: number, streamId: number): FrameStream {
  return openStream({ url: `http://${HOST}`, port, streamId, deadlineMs: 50_000, now: () => 0 });
}

/** Reads until `count` frames came or the stream ended, and closes it. */
export async function takeFrames(stream: FrameStream, count: number): Promise<ArrivedFrame['frame'][]> {
  const frames: ArrivedFrame['frame'][] = [];
  for await (const { frame } of stream) {
    frames.push(frame);
    if (frames.length === count) break;
  }
  return frames;
}
