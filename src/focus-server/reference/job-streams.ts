/** The gRPC servers of the jobs that live: opened with the job, closed when it leaves the list. */
import type { DefectHooks } from './defect.ts';
import type { JobStreamOptions } from './grpc/job-stream.ts';
import type { Job, JobStream, StartJobStream, StreamEvent } from './job.ts';

interface JobStreamsOptions {
  readonly start: StartJobStream;
  readonly hooks: Pick<DefectHooks, 'sharesPorts'>;
  readonly onEvent: (job: Job, event: StreamEvent) => void;
}

export interface JobStreams {
  /** Waits until the job before has left the port. Rejects when the port is taken by somebody else. */
  open(job: Job): Promise<void>;
  /** At once; `idle` tells when the port is free. */
  close(job: Job): void;
  /** Resolves when no stream is being opened or closed. */
  idle(): Promise<void>;
}

export function createJobStreams({ start, hooks, onEvent }: JobStreamsOptions): JobStreams {
  const opening = new Map<string, Promise<JobStream>>();
  const closing = new Map<number, Promise<void>>();
  const portOf = new Map<string, number>();

  const isShared = (port: number): boolean =>
    hooks.sharesPorts === true && [...portOf.values()].includes(port);

  return {
    async open(job) {
      if (isShared(job.streamPort)) return;
      portOf.set(job.id, job.streamPort);
      const before = closing.get(job.streamPort) ?? Promise.resolve();
      const stream = before.then(() => start(job, (event) => onEvent(job, event)));
      opening.set(job.id, stream);
      await stream;
    },
    close(job) {
      const stream = opening.get(job.id);
      if (stream === undefined) return;
      opening.delete(job.id);
      portOf.delete(job.id);
      // A stream that never opened has nothing to close; who opened it was told.
      const closed = stream
        .then((opened) => opened.close())
        .catch(() => {})
        .finally(() => {
          if (closing.get(job.streamPort) === closed) closing.delete(job.streamPort);
        });
      closing.set(job.streamPort, closed);
    },
    idle: async () => {
      await Promise.all(closing.values());
    },
  };
}

interface LazyStreams {
  readonly start: StartJobStream;
  /** Loads what the first job would wait for. */
  load(): Promise<void>;
}

/** gRPC is a quarter of the code that a start would load, and nobody needs it before the first job. */
export function loadStreams(options: JobStreamOptions): LazyStreams {
  let starter: Promise<StartJobStream> | null = null;

  async function load(): Promise<StartJobStream> {
    const { createJobStreamStarter } = await import('./grpc/job-stream.ts');
    return createJobStreamStarter(options);
  }
  const take = (): Promise<StartJobStream> => (starter ??= load());

  return {
    async start(job, onEvent) {
      const start = await take();
      return start(job, onEvent);
    },
    async load() {
      await take();
    },
  };
}
