/** A client that opens a stream and takes nothing of it: its connection stays open, and what is sent to it waits. */
import { once } from 'node:events';
import { connect } from 'node:http2';
import { DATA_STREAM_SERVICE } from '../../../../src/focus-server/contract/data-stream.ts';
import { HOST } from './server.ts';

export interface SilentClient {
  close(): void;
}

/** Stream 0 with no word about its id, in the envelope of gRPC. */
const REQUEST = Buffer.alloc(5);

/** Resolves when the first bytes of a frame are there: without a reader no more than 64 kB come after them. */
export async function openSilentClient(port: number): Promise<SilentClient> {
  const session = connect(`http://${HOST}:${port}`);
  session.on('error', () => {});
  const call = session.request({
    ':method': 'POST',
    ':path': DATA_STREAM_SERVICE.StreamData.path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  call.on('error', () => {});
  call.end(REQUEST);
  await once(call, 'readable');
  return { close: () => session.destroy() };
}
