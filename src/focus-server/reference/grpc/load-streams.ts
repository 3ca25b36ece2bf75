/** gRPC is a quarter of the code that a start would load, and nobody needs it before the first job. */
import type { StartJobStream } from '../job.ts';
import type { JobStreamOptions } from './job-stream.ts';

export interface LazyStreams {
  readonly start: StartJobStream;
  /** Loads what the first job would wait for. */
  load(): Promise<void>;
}

export function loadStreams(options: JobStreamOptions): LazyStreams {
  let starter: Promise<StartJobStream> | null = null;

  async function load(): Promise<StartJobStream> {
    const { createJobStreamStarter } = await import('./job-stream.ts');
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
