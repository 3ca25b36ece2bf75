/** The bodies a server answers: exact names and types, nothing else beside them. */
import { z } from 'zod';

const count = z.int().nonnegative();

export const jobId = z.string().regex(/^[1-9]\d*-\d+$/);

export const ackResponse = z.strictObject({});

export const channelsResponse = z.strictObject({ lowest_channel: z.int(), highest_channel: z.int() });

/** While it waits for a fibre: prr and dx are 0, start and length null, both texts "waiting for fiber". */
export const liveMetadataResponse = z.strictObject({
  dx: z.number().nonnegative(),
  prr: z.number().nonnegative(),
  fiber_start_meters: z.number().nullable(),
  fiber_length_meters: z.number().nullable(),
  sw_version: z.string(),
  number_of_channels: count,
  fiber_description: z.string(),
  num_samples_per_trace: count,
  dtype: z.string(),
});

export const configureResponse = z.strictObject({
  status: z.string(),
  frequencies_list: z.array(z.number().nonnegative()),
  lines_dt: z.number().positive(),
  channel_to_stream_index: z.record(z.string().regex(/^\d+$/), count),
  stream_amount: z.int().positive(),
  job_id: jobId,
  frequencies_amount: count,
  channel_amount: z.int().positive(),
  stream_port: z.int().min(1).max(65_535),
  stream_url: z.string().regex(/^https?:\/\/[^/\s]+$/),
  view_type: z.literal([0, 1, 2]),
});

/** Epoch seconds; an end of -1: still recording. */
export const recordingsResponse = z.array(z.tuple([z.number(), z.number()]));

export const cancelResponse = z.strictObject({ status: z.literal('cancelled'), job_id: jobId });

export const sensorsResponse = z.strictObject({ sensors: z.array(count) });

export type LiveMetadataResponse = z.infer<typeof liveMetadataResponse>;
export type ConfigureResponse = z.infer<typeof configureResponse>;
export type RecordingsResponse = z.infer<typeof recordingsResponse>;
