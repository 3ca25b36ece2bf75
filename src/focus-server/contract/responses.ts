/** The bodies a server answers: exact names and types, nothing else beside them. */
import { z } from 'zod';
import type { StreamPlan } from './stream-plan.ts';

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

/** What only the job knows about its stream. */
export interface JobAddress {
  readonly jobId: string;
  readonly streamPort: number;
  /** `http://host`, without port. */
  readonly streamUrl: string;
}

/** The body that answers configure and `GET /metadata/{job_id}`. */
export function writeConfigureResponse(plan: StreamPlan, job: JobAddress): ConfigureResponse {
  return {
    status: '',
    frequencies_list: [...plan.frequencies],
    lines_dt: plan.linesDt,
    channel_to_stream_index: Object.fromEntries(plan.channelToStream),
    stream_amount: plan.streams.length,
    job_id: job.jobId,
    frequencies_amount: plan.frequencies.length,
    channel_amount: plan.channels.max - plan.channels.min + 1,
    stream_port: job.streamPort,
    stream_url: job.streamUrl,
    view_type: plan.viewType,
  };
}
