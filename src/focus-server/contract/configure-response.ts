import type { ConfigureResponse } from './responses.ts';
import type { StreamPlan } from './stream-plan.ts';

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
