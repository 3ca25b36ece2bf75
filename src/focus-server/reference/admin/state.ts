/** Everything about a running reference server that tests and people want to see. */
import type { ChannelRange, ViewType } from '../../contract/stream-plan.ts';
import type { JobPhase } from '../jobs/job-life.ts';
import type { Jobs, JobView } from '../jobs/jobs.ts';
import { listQueues, type QueueView } from '../kubernetes/job-objects.ts';
import type { LoggedRequest, RequestCounters, RequestLog } from '../http/request-log.ts';
import type { Defect } from '../defect.ts';
import type { FibreState } from '../http/fibre.ts';
import type { Clock } from '../../../model/clock.ts';
import type { FaultDesk, FaultView } from './faults.ts';

export interface ServerFacts {
  readonly url: string;
  /** The same server behind the proxy whose faults have target `server`. */
  readonly proxyUrl: string;
  readonly kubernetesUrl: string;
  /** Without password. */
  readonly mongoUri: string;
  readonly profile: string;
  readonly seed: number;
  readonly startedMs: number;
}

export interface JobState {
  readonly id: string;
  readonly window: number;
  readonly sequence: number;
  readonly state: JobPhase;
  readonly live: boolean;
  readonly viewType: ViewType;
  readonly channels: ChannelRange;
  readonly streamPort: number;
  readonly openStreams: number;
  /** Epoch milliseconds. */
  readonly createdMs: number;
}

export interface ServerState {
  readonly server: ServerFacts & { readonly nowMs: number };
  readonly fiber: { readonly waiting: boolean };
  readonly jobs: readonly JobState[];
  readonly windows: { readonly max: number; readonly used: readonly number[] };
  readonly queues: readonly QueueView[];
  readonly faults: readonly FaultView[];
  readonly defects: readonly { readonly name: string; readonly title: string }[];
  readonly counters: RequestCounters & { readonly connections: number };
  /** Newest first. */
  readonly requests: readonly LoggedRequest[];
  /** POST /configure, oldest first. */
  readonly configures: readonly LoggedRequest[];
}

export interface StateParts {
  readonly clock: Clock;
  readonly facts: ServerFacts;
  readonly jobs: Pick<Jobs, 'view' | 'list'>;
  readonly faults: FaultDesk;
  readonly fibre: FibreState;
  readonly log: RequestLog;
  readonly defects: readonly Defect[];
  readonly maxWindows: number;
  connections(): number;
}

export function readState(parts: StateParts): ServerState {
  const { jobs, log } = parts;
  return {
    server: { ...parts.facts, nowMs: parts.clock.now() },
    fiber: { waiting: parts.fibre.waiting },
    jobs: describeJobs(jobs),
    windows: { max: parts.maxWindows, used: listWindows(jobs) },
    queues: listQueues(jobs),
    faults: parts.faults.list(),
    defects: parts.defects.map(({ name, title }) => ({ name, title })),
    counters: { ...log.counters(), connections: parts.connections() },
    requests: log.recent(),
    configures: log.configures(),
  };
}

export function describeJobs(jobs: Pick<Jobs, 'view'>): JobState[] {
  return jobs.view().map(describeJob);
}

function listWindows(jobs: Pick<Jobs, 'list'>): number[] {
  const windows = new Set(jobs.list().map(({ window }) => window));
  return [...windows].sort((one, other) => one - other);
}

function describeJob({ job, phase, openStreams }: JobView): JobState {
  const { id, window, sequence, plan, timeRange, streamPort, createdMs } = job;
  const { viewType, channels } = plan;
  const live = timeRange === null;
  return { id, window, sequence, state: phase, live, viewType, channels, streamPort, openStreams, createdMs };
}
