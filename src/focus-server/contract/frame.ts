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

// A row of a frame as numbers and as the little-endian float32 bytes of the wire.

/** `bytes` may lie anywhere in a message, so they are copied to where float32 values may start. */
export function readRowValues(bytes: Uint8Array): Float32Array {
  const whole = bytes.length - (bytes.length % Float32Array.BYTES_PER_ELEMENT);
  return new Float32Array(new Uint8Array(bytes.subarray(0, whole)).buffer);
}

/** A view, no copy; every machine that runs Node stores numbers little-endian. */
export function writeRowValues(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
