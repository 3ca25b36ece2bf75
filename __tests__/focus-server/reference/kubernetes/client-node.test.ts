import { AppsV1Api, BatchV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { startKubernetes } from './kubernetes-server.ts';

const NAMESPACE = 'panda';

function configOf(server: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'c', server, skipTLSVerify: true }],
    users: [{ name: 'u' }],
    contexts: [{ name: 'x', cluster: 'c', user: 'u', namespace: NAMESPACE }],
    currentContext: 'x',
  });
  return config;
}

const namesOf = (list: { items: { metadata?: { name?: string } }[] }): string[] =>
  list.items.map(({ metadata }) => metadata?.name ?? '').sort((a, b) => a.localeCompare(b));

describe("Kubernetes' own client for Node", () => {
  it('lists the objects of jobs, deletes a job and reads the scale', async () => {
    await using server = await startKubernetes();
    server.create();
    server.create();
    const config = configOf(server.url);
    const batch = config.makeApiClient(BatchV1Api);
    const core = config.makeApiClient(CoreV1Api);
    expect(namesOf(await batch.listNamespacedJob({ namespace: NAMESPACE }))).toEqual([
      'cleanup-job-1-1',
      'cleanup-job-2-2',
      'grpc-job-1-1',
      'grpc-job-2-2',
    ]);
    const labelSelector = 'app=grpc-job,job-id=2-2';
    expect(namesOf(await batch.listNamespacedJob({ namespace: NAMESPACE, labelSelector }))).toEqual([
      'grpc-job-2-2',
    ]);
    expect(namesOf(await core.listNamespacedService({ namespace: NAMESPACE }))).toEqual([
      'grpc-service-1-1',
      'grpc-service-2-2',
    ]);
    await batch.deleteNamespacedJob({ namespace: NAMESPACE, name: 'grpc-job-1-1' });
    expect(server.removed).toEqual(['1-1 cancelled']);
    const scale = await config.makeApiClient(AppsV1Api).readNamespacedDeploymentScale({
      namespace: NAMESPACE,
      name: 'mongodb',
    });
    expect(scale.spec?.replicas).toBe(1);
  });
});
