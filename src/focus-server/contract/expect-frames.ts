/** What a configure response promises about the frames of its streams. */
import type { FrameExpectation } from './check-frames.ts';

/** The fields of a configure response that speak about frames, as on the wire. */
export interface StreamResponse {
  readonly channel_to_stream_index: Readonly<Record<string, number>>;
  readonly frequencies_amount: number;
  readonly lines_dt: number;
}

/** @returns null when no channel is mapped to the stream */
export function expectFrames(response: StreamResponse, streamId: number): FrameExpectation | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const [channel, index] of Object.entries(response.channel_to_stream_index)) {
    if (index !== streamId) continue;
    min = Math.min(min, Number(channel));
    max = Math.max(max, Number(channel));
  }
  if (max < min) return null;
  return {
    channels: { min, max },
    frequenciesAmount: response.frequencies_amount,
    linesDt: response.lines_dt,
  };
}
