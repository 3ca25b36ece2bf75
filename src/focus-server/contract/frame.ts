/** One message of a stream (`DataStream` of data-stream.proto), as the server makes it and a client reads it. */
export interface Frame {
  readonly startChannel: number;
  readonly endChannel: number;
  /** Epoch milliseconds of each row. */
  readonly timestampsMs: readonly number[];
  /** Index of each row since the start of the stream, from 0. */
  readonly rowIndexes: readonly number[];
  /** Channels of the stream x frequencies. */
  readonly shapeX: number;
  /** Rows. */
  readonly shapeY: number;
  /** Absent on the wire means 1. */
  readonly shapeZ: number;
  readonly maximum: number;
  readonly minimum: number;
  /** One per row: `shapeX` little-endian float32 values, channel by channel, frequencies rising within a channel. */
  readonly rows: readonly Uint8Array[];
  /** The sequence of the job id; the id itself is no number. null when absent. */
  readonly jobSequence: number | null;
}
