import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SmallAnswer {
  status?: number;
  type?: string;
  body: string;
}

export interface SmallServer extends AsyncDisposable {
  readonly url: string;
  /** `GET /user`, with the body of the request after a space when there is one. */
  readonly requests: string[];
}

/** For the few addresses that the twin does not serve. */
export async function startSmallServer(answers: Record<string, SmallAnswer>): Promise<SmallServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      const name = `${request.method} ${request.url?.split('?')[0]}`;
      requests.push(`${name} ${text}`.trim());
      const {
        status = 200,
        type = 'application/json; charset=utf-8',
        body,
      } = answers[name] ?? { status: 404, body: '{"message":"Not Found"}' };
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
