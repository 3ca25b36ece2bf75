/** Sends the frames of one stream to one client, no faster than it reads. */
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { StreamRequest } from '../../contract/data-stream.ts';
import type { Frame } from '../../contract/frame.ts';
import type { DefectHooks } from '../defect.ts';
import type { Clock } from '../../../model/clock.ts';
import type { FrameSource } from '../signal/frame-source.ts';

export type StreamCall = ServerWritableStream<StreamRequest, Frame>;

export interface FrameFeed {
  readonly source: FrameSource;
  /** Frames wait until their rows have come to pass. */
  readonly live: boolean;
  readonly clock: Clock;
  readonly hooks: DefectHooks;
  /** A frame was taken by the client. */
  onTaken(): void;
}

/** Resolves true when the last frame was taken, false when the call ended before. */
export async function streamFrames(call: StreamCall, feed: FrameFeed): Promise<boolean> {
  const { source, live, clock, hooks } = feed;
  for (let index = 0; ; index++) {
    const dueMs = source.nextDueMs();
    if (dueMs === null) return true;
    if (live) await waitUntil(dueMs, clock, call);
    if (call.destroyed || call.writableEnded) return false;
    const frame = await source.next();
    if (frame === null) return true;
    const changed = changeFrame(frame, index, hooks);
    if (changed === null) continue;
    if (!(await writeFrame(call, changed))) return false;
    feed.onTaken();
  }
}

function changeFrame(frame: Frame, index: number, hooks: DefectHooks): Frame | null {
  const skewMs = hooks.clockSkewMs ?? 0;
  const stamped =
    skewMs === 0 ? frame : { ...frame, timestampsMs: frame.timestampsMs.map((timeMs) => timeMs + skewMs) };
  return hooks.frame === undefined ? stamped : hooks.frame(stamped, index);
}

/** Resolves early when the call ends. */
function waitUntil(dueMs: number, clock: Clock, call: StreamCall): Promise<void> {
  const delayMs = dueMs - clock.now();
  if (delayMs <= 0 || call.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      cancel();
      call.off('close', finish);
      resolve();
    };
    const cancel = clock.after(delayMs, finish);
    call.once('close', finish);
  });
}

/**
 * Resolves when the bytes left for the client, so that one frame at most waits in memory for a client that does not
 * read; false when they never will.
 */
function writeFrame(call: StreamCall, frame: Frame): Promise<boolean> {
  return new Promise((resolve) => {
    if (call.destroyed || call.writableEnded) return resolve(false);
    const giveUp = () => resolve(false);
    call.once('close', giveUp);
    call.write(frame, (error: unknown) => {
      call.off('close', giveUp);
      resolve(error === null || error === undefined);
    });
  });
}
