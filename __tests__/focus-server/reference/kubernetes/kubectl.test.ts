import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { needs } from '../../../helpers/neighbours.ts';
import { startKubernetes } from './kubernetes-server.ts';

const run = promisify(execFile);
const home = mkdtempSync(join(tmpdir(), 'kubectl-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('kubectl', needs('kubectl'), () => {
  const ask = async (url: string, ...words: string[]): Promise<string> => {
    const options = { env: { PATH: process.env.PATH, HOME: home, KUBECONFIG: '/dev/null' } };
    const { stdout } = await run('kubectl', ['--server', url, '--namespace', 'panda', ...words], options);
    return stdout;
  };

  it('lists the objects of jobs and deletes a job', async () => {
    await using server = await startKubernetes();
    server.create();
    server.create();
    const all = await ask(server.url, 'get', 'jobs,services,pods,ns', '-o', 'name');
    expect(all.trim().split('\n').sort()).toEqual([
      'job.batch/cleanup-job-1-1',
      'job.batch/cleanup-job-2-2',
      'job.batch/grpc-job-1-1',
      'job.batch/grpc-job-2-2',
      'namespace/panda',
      'pod/grpc-job-1-1-0',
      'pod/grpc-job-2-2-0',
      'service/grpc-service-1-1',
      'service/grpc-service-2-2',
    ]);
    const labels = 'app=grpc-job,job-id in (2-2)';
    expect(await ask(server.url, 'get', 'jobs', '-l', labels, '-o', 'name')).toBe('job.batch/grpc-job-2-2\n');
    expect(await ask(server.url, 'get', 'po')).toContain('grpc-job-1-1-0');
    expect(await ask(server.url, 'delete', 'job', 'grpc-job-1-1')).toContain('"grpc-job-1-1" deleted');
    expect(server.removed).toEqual(['1-1 cancelled']);
    await expect(ask(server.url, 'delete', 'job', 'grpc-job-1-1')).rejects.toThrow(
      'jobs.batch "grpc-job-1-1" not found',
    );
  });

  it('scales the catalogue', async () => {
    await using server = await startKubernetes();
    await ask(server.url, 'scale', 'deployment', 'mongodb', '--replicas=0');
    await ask(server.url, 'patch', 'deploy', 'mongodb', '-p', '{"spec":{"replicas":2}}');
    await ask(server.url, 'scale', 'deployment', 'mongodb', '--current-replicas=2', '--replicas=1');
    expect(server.scales).toEqual([0, 2, 1]);
  });
});
