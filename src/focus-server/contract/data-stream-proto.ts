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
