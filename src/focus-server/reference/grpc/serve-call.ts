/** One call of StreamData, from its request to its end. */
import { errorText } from '../../../kit/error-text.ts';
import { status } from '@grpc/grpc-js';
import type { StreamPart } from '../../contract/stream-plan.ts';
import type { DefectHooks } from '../defect.ts';
import type { Job, StreamEvent } from '../job.ts';
import type { Clock } from '../../../model/clock.ts';
import { createFrameSource, type FrameSource } from '../signal/frame-source.ts';
import type { WorkPace } from '../signal/pace.ts';
import type { SpectrumLibrary } from '../signal/spectrum-bank.ts';
import { planRows, type RowPlanOptions } from './plan-rows.ts';
import { type StreamCall, streamFrames } from './stream-frames.ts';

export interface CallSetting extends RowPlanOptions {
  readonly job: Job;
  readonly clock: Clock;
  readonly hooks: DefectHooks;
  readonly library: SpectrumLibrary;
  readonly pace: WorkPace;
  readonly onEvent: (event: StreamEvent) => void;
}

/** Ends the call itself, whatever happens. Tells of it by events unless `isClosing` says that the server ends it. */
export async function serveCall(
  call: StreamCall,
  setting: CallSetting,
  isClosing: () => boolean,
): Promise<void> {
  const { job, onEvent } = setting;
  const { streamId } = call.request;
  const part = job.plan.streams.find(({ index }) => index === streamId);
  if (part === undefined) return refuseCall(call, status.NOT_FOUND, describeStreams(job, streamId));
  const source = openSource(part, setting);
  if (source instanceof RangeError) return refuseCall(call, status.RESOURCE_EXHAUSTED, source.message);
  onEvent({ kind: 'connected', streamId });
  try {
    const finished = await streamFrames(call, {
      ...setting,
      source,
      live: job.timeRange === null,
      onTaken: () => onEvent({ kind: 'activity', streamId }),
    });
    if (!finished) {
      if (!isClosing()) onEvent({ kind: 'disconnected', streamId });
      return;
    }
    call.end();
    onEvent({ kind: 'finished', streamId });
  } catch (error) {
    refuseCall(call, status.INTERNAL, errorText(error));
    if (!isClosing()) onEvent({ kind: 'disconnected', streamId });
  }
}

function openSource(part: StreamPart, setting: CallSetting): FrameSource | RangeError {
  const { job, clock } = setting;
  try {
    const rows = planRows(job, part, { ...setting, nowMs: clock.now() });
    return createFrameSource({ ...setting, ...rows, plan: job.plan, part, jobSequence: job.sequence });
  } catch (error) {
    if (error instanceof RangeError) return error;
    throw error;
  }
}

function describeStreams(job: Job, streamId: number): string {
  const known = job.plan.streams.map(({ index }) => index).join(', ');
  return `job ${job.id} has no stream ${streamId}; its streams are ${known}`;
}

export function refuseCall(call: StreamCall, code: status, details: string): void {
  if (!call.destroyed && !call.writableEnded) call.emit('error', { code, details });
}
