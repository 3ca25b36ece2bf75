/** The nouns of an investigation that the server, its clients and the suites share. */

/** 0 multichannel, 1 singlechannel, 2 waterfall. */
export type ViewType = 0 | 1 | 2;

/** Both ends belong to it. */
export interface ChannelRange {
  readonly min: number;
  readonly max: number;
}

/** One gRPC stream of a job: a contiguous part of its channels. */
export interface StreamPart extends ChannelRange {
  /** From 0; the `stream_id` a client asks for. */
  readonly index: number;
}

/** What a configure request comes to; everything the stream of a job is made from. */
export interface StreamPlan {
  readonly viewType: ViewType;
  readonly channels: ChannelRange;
  readonly streams: readonly StreamPart[];
  /** Channel -> index of its stream. For singlechannel over several channels every channel maps to 0. */
  readonly channelToStream: ReadonlyMap<number, number>;
  /** Points of the FFT the client asked for. */
  readonly nfftSelection: number;
  /** Points of the FFT that is computed, after the escalation rule. */
  readonly nfft: number;
  /** Seconds between two rows. */
  readonly linesDt: number;
  /** Hz between two rows of `frequencies`. */
  readonly stepHz: number;
  /** Index of the first bin; `frequencies[i] = (firstBin + i) * stepHz`. */
  readonly firstBin: number;
  /** Hz, rising. */
  readonly frequencies: readonly number[];
  /** Pulse repetition rate: samples per second of one channel. */
  readonly prr: number;
}

/** Epoch milliseconds; a live job has none. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** A recording of the catalogue. */
export interface Recording {
  readonly uuid: string;
  readonly startMs: number;
  /** null while it is still being recorded. */
  readonly endMs: number | null;
  readonly deleted: boolean;
}

export const MULTICHANNEL: ViewType = 0;
export const SINGLECHANNEL: ViewType = 1;
export const WATERFALL: ViewType = 2;
