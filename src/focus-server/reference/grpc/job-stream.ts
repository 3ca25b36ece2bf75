/** The gRPC servers of the jobs: one each, on the port that configure answered. */
import { logVerbosity, Server, ServerCredentials, setLogVerbosity, status } from '@grpc/grpc-js';
import { DATA_STREAM_SERVICE, MESSAGE_LIMIT } from '../../contract/data-stream.ts';
import type { DefectHooks } from '../defect.ts';
import type { JobStream, StartJobStream } from '../job.ts';
import type { Clock } from '../../../model/clock.ts';
import { createPace } from '../signal/pace.ts';
import { createSpectrumLibrary } from '../signal/spectrum-bank.ts';
import { type CallSetting, refuseCall, serveCall } from './serve-call.ts';
import type { StreamCall } from './stream-frames.ts';
import { openStreamPort, type StreamPort } from './stream-port.ts';

export interface JobStreamOptions {
  /** Address to listen on. */
  readonly host: string;
  readonly clock: Clock;
  /** Of the synthetic signal. */
  readonly seed: number;
  readonly hooks?: DefectHooks;
  /** Most rows of a frame; 8 by default. */
  readonly rowsPerFrame?: number;
  /** Frames that a live stream sends at once when it is opened; 6 by default. */
  readonly burstFrames?: number;
}

/** Bins mixed between two turns of the event loop: a few milliseconds. */
const PORTION = 500_000;
/** Open streams of one job. */
const MOST_CALLS = 64;
/** Milliseconds that clients get to read why their stream ended. */
const GRACE_MS = 100;

/** The job streams of one reference server; they share its signal and its share of the thread. */
export function createJobStreamStarter(options: JobStreamOptions): StartJobStream {
  const { host, clock, seed, hooks = {}, rowsPerFrame = 8, burstFrames = 6 } = options;
  // What goes wrong is told by rejections and statuses; the library would also print it.
  setLogVerbosity(logVerbosity.NONE);
  const pace = createPace(PORTION);
  const shared = {
    clock,
    hooks,
    rowsPerFrame,
    burstFrames,
    pace,
    library: createSpectrumLibrary(seed, pace),
  };
  return async (job, onEvent) => {
    const calls = createCalls({ ...shared, job, onEvent });
    const server = new Server({
      'grpc.max_send_message_length': MESSAGE_LIMIT,
      'grpc.max_concurrent_streams': MOST_CALLS,
      'grpc.enable_channelz': 0,
    });
    server.addService(DATA_STREAM_SERVICE, { StreamData: (call: StreamCall) => calls.serve(call) });
    const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
    const port = await openStreamPort({ host, port: job.streamPort }, (socket) =>
      injector.injectConnection(socket),
    );
    let closed: Promise<void> | null = null;
    return {
      port: port.port,
      close() {
        if (closed === null) calls.end(`job ${job.id} has ended`);
        closed ??= closeStream(server, port);
        return closed;
      },
    } satisfies JobStream;
  };
}

interface Calls {
  serve(call: StreamCall): void;
  /** Ends all calls with the reason, and those that come later. */
  end(reason: string): void;
}

function createCalls(setting: CallSetting): Calls {
  const open = new Set<StreamCall>();
  let ended: string | null = null;
  return {
    serve(call) {
      if (ended !== null) return refuseCall(call, status.UNAVAILABLE, ended);
      if (open.size >= MOST_CALLS) {
        return refuseCall(
          call,
          status.RESOURCE_EXHAUSTED,
          `job ${setting.job.id} has ${MOST_CALLS} open streams`,
        );
      }
      open.add(call);
      void serveCall(call, setting, () => ended !== null).finally(() => open.delete(call));
    },
    end(reason) {
      ended = reason;
      for (const call of open) refuseCall(call, status.UNAVAILABLE, reason);
    },
  };
}

/** Politely at first; a client that does not read never hears the reason, so its connection is cut after a while. */
async function closeStream(server: Server, port: StreamPort): Promise<void> {
  const cut = setTimeout(() => port.cut(), GRACE_MS);
  server.tryShutdown(() => {});
  await port.close();
  clearTimeout(cut);
}
