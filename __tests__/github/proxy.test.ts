import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { connect as openSocket, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startTwin } from '../helpers/github-twin/twin.ts';

/** Leads every tunnel to the twin, whatever host it asks for. */
async function startProxy(target: URL): Promise<AsyncDisposable & { url: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createServer().on('connect', (request, socket, head) => {
    tunnels.push(request.url ?? '');
    const upstream = openSocket(Number(target.port), target.hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on('error', () => void [upstream.destroy(), socket.destroy()]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readTitle(apiUrl: string, token: string, env: Record<string, string>): Promise<string> {
  const script = join(import.meta.dirname, 'read-through-proxy.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, apiUrl, token], {
    env: { GITHUB_API_URL: apiUrl, ...env },
  });
  return stdout;
}

describe('the fetch of actions', () => {
  it('reaches a server directly', async () => {
    await using twin = await startTwin();
    twin.addIssue({ number: 1, title: 'An issue' });
    expect(await readTitle(twin.urls.api, twin.token, {})).toBe('An issue');
    twin.assertNoViolations();
  });

  it('reaches a server that only the proxy of the runner can see', async () => {
    await using twin = await startTwin();
    await using proxy = await startProxy(new URL(twin.urls.api));
    twin.addIssue({ number: 1, title: 'An issue' });
    const apiUrl = 'http://ghe.example.invalid/api/v3';
    expect(await readTitle(apiUrl, twin.token, { http_proxy: proxy.url })).toBe('An issue');
    expect(proxy.tunnels).toEqual(['ghe.example.invalid:80']);
  });
});
