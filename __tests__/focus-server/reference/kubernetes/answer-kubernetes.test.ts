import { describe, expect, it } from 'vitest';
import { answerKubernetes } from '../../../../src/focus-server/reference/kubernetes/answer-kubernetes.ts';
import { createCluster } from '../../../../src/focus-server/reference/kubernetes/cluster.ts';
import { listQueues } from '../../../../src/focus-server/reference/kubernetes/job-objects.ts';
import { startJobs } from '../jobs/start-jobs.ts';

const JOBS = '/apis/batch/v1/namespaces/panda/jobs';
const SCALE = '/apis/apps/v1/namespaces/panda/deployments/mongodb/scale';

interface Listed {
  readonly kind: string;
  readonly items: readonly { readonly metadata: { readonly name: string; readonly uid: string } }[];
}

function startCluster() {
  const started = startJobs();
  const scales: number[] = [];
  const cluster = createCluster({ jobs: started.jobs, onScale: (replicas) => scales.push(replicas) });
  const ask = (method: string, target: string, body?: unknown) => {
    const { pathname, searchParams } = new URL(target, 'http://localhost');
    return answerKubernetes({ method, path: pathname, query: searchParams, body }, cluster);
  };
  const list = (target: string): Listed['items'] => {
    const answer = ask('GET', target);
    if (answer?.status !== 200) throw new Error(JSON.stringify(answer));
    return (answer.body as Listed).items;
  };
  const names = (target: string): string[] =>
    list(target)
      .map(({ metadata }) => metadata.name)
      .sort();
  return { ...started, scales, ask, list, names };
}

describe('the objects of a job', () => {
  it('exist as long as the job does', () => {
    const { create, jobs, names } = startCluster();
    const { id } = create();
    const paths = [JOBS, '/api/v1/namespaces/panda/services', '/api/v1/namespaces/panda/pods'];
    expect(paths.map(names)).toEqual([
      ['cleanup-job-1-1', 'grpc-job-1-1'],
      ['grpc-service-1-1'],
      ['grpc-job-1-1-0'],
    ]);
    expect(listQueues(jobs).map(({ name }) => name)).toEqual([
      'grpc-job-1-1-0',
      'grpc-job-1-1-1',
      'grpc-job-1-1-2',
    ]);
    jobs.cancel(id);
    expect(paths.map(names)).toEqual([[], [], []]);
    expect(listQueues(jobs)).toEqual([]);
  });

  it('tell the port, the state and the time of the job', () => {
    const { create, jobs, ask } = startCluster();
    const { id } = create();
    for (const kind of ['connected', 'finished'] as const) jobs.tell(id, { kind, streamId: 0 });
    expect(ask('GET', '/api/v1/namespaces/panda/services/grpc-service-1-1')).toMatchObject({
      status: 200,
      body: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { namespace: 'panda', creationTimestamp: '1970-01-01T00:16:40Z' },
        spec: { ports: [{ port: 12301 }] },
      },
    });
    expect(ask('GET', `${JOBS}/grpc-job-1-1`)?.body).toMatchObject({ status: { succeeded: 1 } });
    expect(ask('GET', '/api/v1/namespaces/panda/pods/grpc-job-1-1-0')?.body).toMatchObject({
      status: { phase: 'Succeeded' },
    });
  });

  it('have names of their own and ids of their own', () => {
    const { create, list } = startCluster();
    create();
    create();
    const paths = ['/api/v1/namespaces', '/api/v1/pods', '/api/v1/services', '/apis/batch/v1/jobs'];
    const items = paths.flatMap(list);
    const uids = items.map(({ metadata }) => metadata.uid);
    expect(items).toHaveLength(9);
    expect(new Set(uids).size).toBe(9);
  });
});

describe('lists', () => {
  it.each([
    ['labelSelector=app%3Dgrpc-job', ['grpc-job-1-1', 'grpc-job-2-2']],
    ['labelSelector=app%3D%3Dgrpc-job,job-id%3D2-2', ['grpc-job-2-2']],
    ['labelSelector=app!%3Dgrpc-job', ['cleanup-job-1-1', 'cleanup-job-2-2']],
    ['labelSelector=job-id%20in%20(1-1,%203-3),app%3Dgrpc-job', ['grpc-job-1-1']],
    ['labelSelector=job-id%20notin%20(1-1),app', ['cleanup-job-2-2', 'grpc-job-2-2']],
    ['labelSelector=!app', []],
    ['labelSelector=constructor', []],
    ['fieldSelector=metadata.name%3Dgrpc-job-1-1', ['grpc-job-1-1']],
    [
      'fieldSelector=metadata.namespace%3Dpanda,metadata.name!%3Dgrpc-job-1-1&limit=500&continue=x',
      ['cleanup-job-1-1', 'cleanup-job-2-2', 'grpc-job-2-2'],
    ],
  ])('select by %s', (query, expected) => {
    const { create, names } = startCluster();
    create();
    create();
    expect(names(`${JOBS}?${query}`)).toEqual(expected);
  });

  it.each([
    'labelSelector=%3D%3D',
    'labelSelector=a%20in%20b',
    'labelSelector=a,,b',
    'fieldSelector=status.phase%3DRunning',
    'watch=1',
    `labelSelector=${'a,'.repeat(5000)}a`,
  ])('refuse %.40s', (query) => {
    const { ask } = startCluster();
    expect(ask('GET', `${JOBS}?${query}`)).toMatchObject({
      status: 400,
      body: { kind: 'Status', status: 'Failure', reason: 'BadRequest', code: 400 },
    });
  });

  it('of another namespace are empty', () => {
    const { create, names } = startCluster();
    create();
    expect(names('/apis/batch/v1/namespaces/default/jobs')).toEqual([]);
    expect(names('/apis/batch/v1/jobs')).toHaveLength(2);
    expect(names('/api/v1/namespaces')).toEqual(['panda']);
  });
});

describe('deleting', () => {
  it('a grpc-job ends the job', () => {
    const { create, ask, removed } = startCluster();
    create();
    expect(ask('DELETE', `${JOBS}/grpc-job-1-1`)?.status).toBe(200);
    expect(removed).toEqual(['1-1 cancelled']);
    expect(ask('DELETE', `${JOBS}/grpc-job-1-1`)).toEqual({
      status: 404,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'jobs.batch "grpc-job-1-1" not found',
        reason: 'NotFound',
        code: 404,
      },
    });
  });

  it.each([
    [JOBS, 405],
    [`${JOBS}/cleanup-job-1-1`, 405],
    ['/api/v1/namespaces/panda/services/grpc-service-1-1', 405],
    ['/api/v1/namespaces/panda', 405],
    [`${JOBS}/%ff`, 404],
    [`${JOBS}/grpc-job-1-1/status`, 404],
    ['/apis/batch/v1/namespaces/other/jobs/grpc-job-1-1', 404],
    ['/apis/constructor/v1/jobs', 404],
  ])('%s answers %i and removes nothing', (path, status) => {
    const { create, ask, jobs } = startCluster();
    create();
    expect(ask('DELETE', path)?.status).toBe(status);
    expect(jobs.list()).toHaveLength(1);
  });
});

describe('the catalogue', () => {
  it.each([
    ['PATCH', SCALE, { spec: { replicas: 0 } }],
    ['PUT', SCALE, { kind: 'Scale', spec: { replicas: 0 } }],
    ['PATCH', SCALE, [{ op: 'replace', path: '/spec/replicas', value: 0 }]],
    ['PATCH', SCALE.replace('/scale', ''), { spec: { replicas: 0 } }],
  ])('is scaled by %s %s %j', (method, path, body) => {
    const { ask, scales } = startCluster();
    expect(ask('GET', SCALE)?.body).toMatchObject({ kind: 'Scale', spec: { replicas: 1 } });
    expect(ask(method, path, body)?.status).toBe(200);
    expect(ask('GET', SCALE)?.body).toMatchObject({ spec: { replicas: 0 }, status: { replicas: 0 } });
    ask(method, path, body);
    expect(scales).toEqual([0]);
  });

  it.each([undefined, {}, { spec: { replicas: -1 } }, { spec: { replicas: 1e9 } }, [], 'x'])(
    'is not scaled by %j',
    (body) => {
      const { ask, scales } = startCluster();
      expect(ask('PATCH', SCALE, body)).toMatchObject({ status: 422, body: { reason: 'Invalid' } });
      expect(ask('DELETE', SCALE, body)?.status).toBe(405);
      expect(scales).toEqual([]);
    },
  );
});

it('leaves paths of others alone', () => {
  const { ask } = startCluster();
  expect(['/', '/ack', '/apix', '/versions', '/openapi.json'].map((path) => ask('GET', path))).toEqual(
    Array.from({ length: 5 }, () => null),
  );
  expect(ask('POST', '/version')?.status).toBe(404);
});
