import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openKubernetes } from '../../../src/focus-server/client/kubernetes.ts';
import { needs } from '../../helpers/neighbours.ts';
import { type Certificate, issueCertificate } from '../reference/kubernetes/issue-certificates.ts';
import { startKubernetes } from '../reference/kubernetes/kubernetes-server.ts';

const open = (baseUrl: string) => openKubernetes({ baseUrl, namespace: 'panda' });

/** Calls `use` with the address of a server that answers like this. */
async function withServer(respond: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(respond);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('openKubernetes against the reference server', () => {
  it('lists by label', async () => {
    await using server = await startKubernetes();
    server.create();
    server.create();
    const kubernetes = open(server.url);
    expect(await kubernetes.listJobs('app=grpc-job,job-id=2-2')).toEqual([
      {
        name: 'grpc-job-2-2',
        labels: new Map([
          ['app', 'grpc-job'],
          ['job-id', '2-2'],
        ]),
        createdMs: 1_000_000,
      },
    ]);
    expect(await kubernetes.listJobs()).toHaveLength(4);
    expect((await kubernetes.listServices()).map(({ name }) => name)).toEqual([
      'grpc-service-1-1',
      'grpc-service-2-2',
    ]);
    expect(await kubernetes.listPods('job-id notin (1-1)')).toHaveLength(1);
  });

  it('deletes a job, and takes its absence as normal', async () => {
    await using server = await startKubernetes();
    server.create();
    const kubernetes = open(`${server.url}/`);
    expect(await kubernetes.deleteJob('grpc-job-1-1')).toBe('deleted');
    expect(await kubernetes.deleteJob('grpc-job-1-1')).toBe('absent');
    expect(server.removed).toEqual(['1-1 cancelled']);
  });

  it('reads and changes the scale of a deployment', async () => {
    await using server = await startKubernetes();
    const kubernetes = open(server.url);
    expect(await kubernetes.readScale('mongodb')).toBe(1);
    await kubernetes.patchScale('mongodb', 0);
    expect(await kubernetes.readScale('mongodb')).toBe(0);
    expect(server.scales).toEqual([0]);
  });

  it('sends a refused write once and tells why', async () => {
    await using server = await startKubernetes();
    const writing = open(server.url).patchScale('mongodb', 1000);
    await expect(writing).rejects.toMatchObject({
      name: 'KubernetesError',
      status: 422,
      message: expect.stringContaining('only spec.replicas can be changed'),
    });
    expect(server.seen).toHaveLength(1);
    await expect(open(server.url).readScale('other/../mongodb')).rejects.toMatchObject({ status: 404 });
  });
});

describe('openKubernetes over TLS', needs('openssl'), () => {
  let tls: Certificate;
  beforeAll(() => {
    tls = issueCertificate('localhost', 'IP:127.0.0.1');
  });

  it('trusts the authority it is given, and shows its token and certificate', async () => {
    const own = issueCertificate('suite', 'DNS:suite');
    const asks = { ...tls, ca: own.cert, requestCert: true, rejectUnauthorized: true };
    await using server = await startKubernetes(asks);
    const access = { baseUrl: server.url, namespace: 'panda', ca: tls.cert, token: 'secret-token' };
    expect(await openKubernetes({ ...access, ...own }).listJobs()).toEqual([]);
    expect(server.seen[0]?.headers.authorization).toBe('Bearer secret-token');
    await expect(openKubernetes(access).listJobs()).rejects.toThrow();
  });

  it('refuses an authority it does not know, unless told not to look', async () => {
    await using server = await startKubernetes(tls);
    const access = { baseUrl: server.url, namespace: 'panda' };
    await expect(openKubernetes(access).listJobs()).rejects.toThrow(/self-signed/);
    expect(await openKubernetes({ ...access, insecure: true }).listJobs()).toEqual([]);
  });
});

describe('openKubernetes against other servers', () => {
  it('follows the pages of a list', async () => {
    const pages = ['', 'second'].map((next, page) => ({
      metadata: { continue: page === 0 ? 'more&more' : '' },
      items: [{ metadata: { name: `job-${page}`, creationTimestamp: null } }],
      asked: next,
    }));
    const asked: (string | null)[] = [];
    const respond: RequestListener = (request, response) => {
      asked.push(new URL(request.url ?? '/', 'http://localhost').searchParams.get('continue'));
      response.end(JSON.stringify(pages[asked.length - 1]));
    };
    await withServer(respond, async (url) => {
      expect(await open(url).listJobs()).toEqual([
        { name: 'job-0', labels: new Map(), createdMs: null },
        { name: 'job-1', labels: new Map(), createdMs: null },
      ]);
    });
    expect(asked).toEqual([null, 'more&more']);
  });

  it('scales a stateful set that is called so', async () => {
    const seen: (string | undefined)[] = [];
    const respond: RequestListener = ({ url }, response) => {
      seen.push(url);
      response.end('{"spec":{"replicas":3}}');
    };
    await withServer(respond, async (url) => {
      expect(await open(url).readScale('statefulset/mongodb')).toBe(3);
      await open(url).patchScale('statefulset/mongodb', 0);
    });
    const path = '/apis/apps/v1/namespaces/panda/statefulsets/mongodb/scale';
    expect(seen).toEqual([path, path]);
  });

  it('reads a custom object, and null where there is none', async () => {
    const status = { conditions: [{ type: 'AllInjected', status: 'True' }] };
    const respond: RequestListener = ({ url }, response) => {
      if (url === '/apis/chaos-mesh.org/v1alpha1/namespaces/panda/networkchaos/there')
        response.end(JSON.stringify({ status }));
      else if (url?.endsWith('/forbidden') === true) response.writeHead(403).end('{}');
      else response.writeHead(404).end('{"message":"not found"}');
    };
    await withServer(respond, async (url) => {
      const read = (name: string) =>
        open(url).readCustom({ apiVersion: 'chaos-mesh.org/v1alpha1', plural: 'networkchaos', name });
      expect(await read('there')).toEqual({ status });
      expect(await read('gone')).toBeNull();
      await expect(read('forbidden')).rejects.toMatchObject({ status: 403 });
    });
  });

  it('applies a custom object on the server side and deletes it', async () => {
    const seen: unknown[] = [];
    const respond: RequestListener = (request, response) => {
      const { method, url } = request;
      const note = (body: unknown): void => {
        seen.push({ method, url, type: request.headers['content-type'], body });
        response.end('{}');
      };
      if (method === 'PATCH') void json(request).then(note);
      else note(null);
    };
    const chaos = {
      apiVersion: 'chaos-mesh.org/v1alpha1',
      kind: 'NetworkChaos',
      metadata: { name: 'focus-delay' },
      spec: { action: 'delay' },
    };
    await withServer(respond, async (baseUrl) => {
      const kubernetes = open(baseUrl);
      await kubernetes.applyCustom(chaos, 'networkchaos');
      const address = { apiVersion: chaos.apiVersion, plural: 'networkchaos', name: 'focus-delay' };
      expect(await kubernetes.deleteCustom(address)).toBe('deleted');
    });
    const url = '/apis/chaos-mesh.org/v1alpha1/namespaces/panda/networkchaos/focus-delay';
    expect(seen).toEqual([
      {
        method: 'PATCH',
        url: `${url}?fieldManager=focus-stability&force=true`,
        type: 'application/apply-patch+yaml',
        body: chaos,
      },
      { method: 'DELETE', url, type: undefined, body: null },
    ]);
  });

  it.each<[string, RequestListener, RegExp]>([
    ['answers no JSON', (_, response) => response.end('<html>'), /answered 200, no JSON/],
    ['answers another shape', (_, response) => response.end('{"items":5}'), /items/],
    ['fails', (_, response) => response.writeHead(500).end('{}'), /answered 500/],
    ['hangs up', (request) => request.socket.destroy(), /socket hang up/],
    [
      'hangs up in the middle',
      (request, response) => response.writeHead(200).write('{"items":', () => request.socket.destroy()),
      /aborted/,
    ],
  ])('rejects when the server %s', async (_, respond, reason) => {
    await withServer(respond, async (baseUrl) => {
      await expect(open(baseUrl).listJobs()).rejects.toThrow(reason);
    });
  });

  it('gives up when the server never answers', async () => {
    await withServer(
      () => undefined,
      async (baseUrl) => {
        const impatient = openKubernetes({ baseUrl, namespace: 'panda', timeoutMs: 50 });
        await expect(impatient.listJobs()).rejects.toThrow('no complete answer within 50 ms');
      },
    );
  });
});
