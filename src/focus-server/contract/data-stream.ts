/** The gRPC surface of a job: its messages as bytes, and the service both ends are made from. */
import { errorText } from '../../kit/error-text.ts';
import type { ServiceDefinition } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import type { Frame } from './frame.ts';

/** The text of data-stream.proto. It lives in code so that the bundle needs no file beside it; a test keeps both equal. */
export const DATA_STREAM_PROTO = `syntax = "proto3";

package pandadatastream;

// One server per job.
service DataStreamService {
  rpc StreamData(StreamDataRequest) returns (stream DataStream);
}

message StreamDataRequest {
  int32 stream_id = 1;
}

// Consecutive rows of the spectrogram of a range of channels.
message DataStream {
  int32 start_channel = 1;
  int32 end_channel = 2;
  // Epoch milliseconds, one per row.
  repeated int64 timestamp_in_milis = 3;
  repeated int32 row_index = 4;
  // Channels of the stream times frequencies.
  int32 data_shape_x = 5;
  // Rows.
  int32 data_shape_y = 6;
  float global_maximum = 7;
  float global_minimum = 8;
  // One per row: data_shape_x little-endian float32 values.
  repeated bytes main_data = 9;
  optional int32 job_id = 10;
  // Absent means 1.
  optional int32 data_shape_z = 11;
}
`;

/** Bytes of the largest message either end accepts. */
export const MESSAGE_LIMIT = 50 * 1024 * 1024;

export interface StreamRequest {
  readonly streamId: number;
}

// Unresolved, protobufjs would not pack repeated numbers as proto3 does.
const root = protobuf.parse(DATA_STREAM_PROTO, { keepCase: true }).root.resolveAll();
const requestType = root.lookupType('pandadatastream.StreamDataRequest');
const frameType = root.lookupType('pandadatastream.DataStream');

/** A `DataStream` as protobufjs gives it, with all defaults filled in but those of optional fields. */
interface WireFrame {
  readonly start_channel: number;
  readonly end_channel: number;
  readonly timestamp_in_milis: readonly number[];
  readonly row_index: readonly number[];
  readonly data_shape_x: number;
  readonly data_shape_y: number;
  readonly data_shape_z?: number;
  readonly global_maximum: number;
  readonly global_minimum: number;
  readonly main_data: readonly Uint8Array[];
  readonly job_id?: number;
}

export function encodeFrame(frame: Frame): Buffer {
  const wire: WireFrame = {
    start_channel: frame.startChannel,
    end_channel: frame.endChannel,
    timestamp_in_milis: frame.timestampsMs,
    row_index: frame.rowIndexes,
    data_shape_x: frame.shapeX,
    data_shape_y: frame.shapeY,
    data_shape_z: frame.shapeZ,
    global_maximum: frame.maximum,
    global_minimum: frame.minimum,
    main_data: frame.rows,
    ...(frame.jobSequence === null ? {} : { job_id: frame.jobSequence }),
  };
  return toBuffer(frameType.encode(wire).finish());
}

/** The rows are views of `bytes`. @throws Error when the bytes are no `DataStream` */
export function decodeFrame(bytes: Uint8Array): Frame {
  const wire = decodeFields(frameType, bytes) as WireFrame;
  return {
    startChannel: wire.start_channel,
    endChannel: wire.end_channel,
    timestampsMs: wire.timestamp_in_milis,
    rowIndexes: wire.row_index,
    shapeX: wire.data_shape_x,
    shapeY: wire.data_shape_y,
    shapeZ: wire.data_shape_z ?? 1,
    maximum: wire.global_maximum,
    minimum: wire.global_minimum,
    rows: wire.main_data,
    jobSequence: wire.job_id ?? null,
  };
}

export function encodeStreamRequest({ streamId }: StreamRequest): Buffer {
  return toBuffer(requestType.encode({ stream_id: streamId }).finish());
}

/** @throws Error when the bytes are no `StreamDataRequest` */
export function decodeStreamRequest(bytes: Uint8Array): StreamRequest {
  const wire = decodeFields(requestType, bytes) as { readonly stream_id: number };
  return { streamId: wire.stream_id };
}

/** Field name -> value; the proto says of which type. */
function decodeFields(type: protobuf.Type, bytes: Uint8Array): object {
  try {
    return type.toObject(type.decode(bytes), { longs: Number, defaults: true });
  } catch (error) {
    const reason = errorText(error);
    throw new Error(`${bytes.length} bytes that are no ${type.name} message: ${reason}`, { cause: error });
  }
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export const DATA_STREAM_SERVICE = {
  StreamData: {
    path: '/pandadatastream.DataStreamService/StreamData',
    requestStream: false,
    responseStream: true,
    requestSerialize: encodeStreamRequest,
    requestDeserialize: decodeStreamRequest,
    responseSerialize: encodeFrame,
    responseDeserialize: decodeFrame,
  },
} satisfies ServiceDefinition;
