import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Served extends AsyncDisposable {
  readonly url: URL;
}

/** A server of this answer, on a free port. */
export async function serve(answer: RequestListener): Promise<Served> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/path`),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The beginning of an answer of 100 bytes, and nothing after it. */
export const stall: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 }).write('{"a":');
};

/** The same, and then the connection is closed. */
export const breakOff: RequestListener = (request, response) => {
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
    .write('{"a":', () => request.socket.destroy());
};
