import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerKubernetes } from '../../../../src/focus-server/reference/kubernetes/answer-kubernetes.ts';
import {
  createCluster,
  type KubernetesCluster,
} from '../../../../src/focus-server/reference/kubernetes/cluster.ts';
import { startJobs, type StartedJobs } from '../jobs/start-jobs.ts';

export interface KubernetesServer extends StartedJobs, AsyncDisposable {
  readonly url: string;
  readonly cluster: KubernetesCluster;
  /** Replicas the catalogue was scaled to. */
  readonly scales: number[];
  readonly seen: readonly SeenRequest[];
}

type SeenRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** Jobs whose objects are served on a socket; with `tls`, by HTTPS. */
export async function startKubernetes(tls?: ServerOptions): Promise<KubernetesServer> {
  const started = startJobs();
  const scales: number[] = [];
  const cluster = createCluster({ jobs: started.jobs, onScale: (replicas) => scales.push(replicas) });
  const seen: SeenRequest[] = [];
  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    seen.push({ method: request.method, url: request.url, headers: request.headers });
    void answer(request, cluster).then(({ status, body }) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  };
  const server = tls ? createTlsServer(tls, respond) : createServer(respond);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    ...started,
    cluster,
    scales,
    seen,
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, cluster: KubernetesCluster) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const sent = await text(request);
  const body: unknown = sent === '' ? undefined : JSON.parse(sent);
  const asked = { method: request.method ?? '', path: pathname, query: searchParams, body };
  return answerKubernetes(asked, cluster) ?? { status: 404, body: { detail: 'not Kubernetes' } };
}
