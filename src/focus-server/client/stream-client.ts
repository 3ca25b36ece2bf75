/** A stream of a job over gRPC, for suites. */
import { Client, type ClientReadableStream, credentials, type ServiceError } from '@grpc/grpc-js';
import {
  DATA_STREAM_SERVICE,
  decodeFrame,
  encodeStreamRequest,
  MESSAGE_LIMIT,
} from '../contract/data-stream.ts';
import type { Frame } from '../contract/frame.ts';

export interface StreamOptions {
  /** `stream_url` as configure answers it; the scheme does not matter. */
  readonly url: string;
  readonly port: number;
  readonly streamId: number;
  /** Milliseconds after which the stream is given up, whatever came until then. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  /** Milliseconds; the clock of the arrival times. */
  readonly now: () => number;
}

export interface ArrivedFrame {
  readonly frame: Frame;
  readonly arrivedMs: number;
}

/**
 * Frames in the order of their arrival, once. The iteration ends when the server ends the stream or after `close()`,
 * and throws an Error that names host, port and stream otherwise. Leaving it closes the stream.
 */
export interface FrameStream extends AsyncIterable<ArrivedFrame> {
  /** When the stream was asked for. */
  readonly startedMs: number;
  close(): void;
}

/** @throws TypeError when `url` names no host */
export function openStream(options: StreamOptions): FrameStream {
  const { streamId, deadlineMs, signal, now } = options;
  const address = `${readHost(options.url)}:${options.port}`;
  const client = openClient(address);
  const startedMs = now();
  const call = requestFrames(client, streamId, now);
  let ending: { readonly reason: string | null } | null = null;

  function end(reason: string | null): void {
    if (ending !== null) return;
    ending = { reason };
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    call.cancel();
    client.close();
  }
  const abort = () => end('aborted');
  const timer = setTimeout(() => end(`not at its end after ${deadlineMs} ms`), deadlineMs);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted === true) abort();
  // Told to whoever iterates; without a listener it would end the process.
  call.on('error', () => {});
  // Until it is read for the first time, grpc-js takes in all that comes; from then on 16 messages ahead.
  call.read(0);

  return {
    startedMs,
    close: () => end(null),
    async *[Symbol.asyncIterator]() {
      try {
        for await (const item of call as AsyncIterable<ArrivedFrame>) yield item;
      } catch (error) {
        const reason = ending === null ? describe(error) : ending.reason;
        if (reason !== null) throw new Error(`stream ${streamId} of ${address}: ${reason}`, { cause: error });
      } finally {
        end(null);
      }
    },
  };
}

/** Straight to the host, over a connection of its own, tried once. */
function openClient(address: string): Client {
  return new Client(address, credentials.createInsecure(), {
    'grpc.max_receive_message_length': MESSAGE_LIMIT,
    'grpc.enable_http_proxy': 0,
    'grpc.enable_retries': 0,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.service_config_disable_resolution': 1,
    'grpc.enable_channelz': 0,
  });
}

function requestFrames(
  client: Client,
  streamId: number,
  now: () => number,
): ClientReadableStream<ArrivedFrame> {
  const arrive = (bytes: Buffer): ArrivedFrame => ({ arrivedMs: now(), frame: decodeFrame(bytes) });
  return client.makeServerStreamRequest(
    DATA_STREAM_SERVICE.StreamData.path,
    encodeStreamRequest,
    arrive,
    { streamId },
    {},
  );
}

function readHost(url: string): string {
  const withScheme = url.includes('://') ? url : `http://${url}`;
  if (!URL.canParse(withScheme)) throw new TypeError(`stream URL ${JSON.stringify(url)} names no host`);
  return new URL(withScheme).hostname;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, details }: Partial<ServiceError> = error;
  return code === undefined ? error.message : `${details ?? error.message} (gRPC status ${code})`;
}
