/** A job of the reference server: what configure made, and what its stream tells about it. */
import type { StreamPlan, TimeRange } from '../contract/stream-plan.ts';

export interface Job {
  /** `<window>-<sequence>`. */
  readonly id: string;
  /** Lowest free slot from 1, used again after cleanup. */
  readonly window: number;
  /** Grows by one per job of the server. */
  readonly sequence: number;
  /** Port of its gRPC server: base port + window. */
  readonly streamPort: number;
  readonly plan: StreamPlan;
  /** null: live. */
  readonly timeRange: TimeRange | null;
  readonly createdMs: number;
  /** The exact body configure answered; `GET /metadata/{id}` answers it again. */
  readonly response: Readonly<Record<string, unknown>>;
}

/**
 * What happens on a job's streams; the jobs' state machine decides about lifetimes by it. Each client that connects is
 * followed by exactly one `finished` or `disconnected`.
 */
export type StreamEvent =
  /** A client opened a stream. */
  | { readonly kind: 'connected'; readonly streamId: number }
  /** Frames were taken by the client. */
  | { readonly kind: 'activity'; readonly streamId: number }
  /** A historic stream was read to its end. */
  | { readonly kind: 'finished'; readonly streamId: number }
  /** The client went away before the end. */
  | { readonly kind: 'disconnected'; readonly streamId: number };

/** The gRPC server of one job. */
export interface JobStream {
  readonly port: number;
  /** Ends open streams and frees the port; resolves when it is free. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts the gRPC server of a job. Rejects when the port is taken. */
export type StartJobStream = (job: Job, onEvent: (event: StreamEvent) => void) => Promise<JobStream>;
