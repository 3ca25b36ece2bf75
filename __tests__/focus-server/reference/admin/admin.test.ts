import { describe, expect, it } from 'vitest';
import type { FaultView } from '../../../../src/focus-server/reference/admin/faults.ts';
import type { ServerState } from '../../../../src/focus-server/reference/admin/state.ts';
import { askUrl, withServer } from '../http/server.ts';

interface Scale {
  readonly spec: { readonly replicas: number };
}

describe('/_admin', () => {
  it('shows jobs, windows, queues, requests and counters', () =>
    withServer({ maxWindows: 5, defects: ['clock-skew'] }, async ({ server, ask, configure }) => {
      await configure();
      await configure({ nfftSelection: 3 });
      const { body } = await ask<ServerState>('GET', '/_admin/state');
      expect(body.jobs).toMatchObject([
        { id: '1-1', window: 1, state: 'waiting', live: true, channels: { min: 1, max: 50 } },
      ]);
      expect(body.windows).toEqual({ max: 5, used: [1] });
      expect(body.queues.map(({ name }) => name)).toEqual([
        'grpc-job-1-1-0',
        'grpc-job-1-1-1',
        'grpc-job-1-1-2',
      ]);
      expect(body.counters).toMatchObject({ requests: 2, byStatus: { 200: 1, 400: 1 } });
      expect(body.requests.map(({ status, path }) => [status, path])).toEqual([
        [400, '/configure'],
        [200, '/configure'],
      ]);
      expect(body.defects.map(({ name }) => name)).toEqual(['clock-skew']);
      expect(body.server).toMatchObject({ url: server.url, kubernetesUrl: server.url, profile: 'default' });
    }));

  it('injects and undoes faults at both places', () =>
    withServer({}, async ({ server, ask }) => {
      const first = await ask<FaultView>('POST', '/_admin/faults', {
        target: 'server',
        fault: { kind: 'down' },
      });
      const second = await ask<FaultView>('POST', '/_admin/faults', { fault: 'latency 100ms' });
      expect(second.body).toMatchObject({ target: 'catalogue', fault: { kind: 'latency', ms: 100 } });
      expect(server.state().faults.length).toBe(2);
      await expect(fetch(`${server.proxyUrl}/ack`)).rejects.toThrow();
      const undone = await ask('DELETE', `/_admin/faults/${first.body.id}`);
      expect(undone.body).toEqual({ faults: [second.body] });
      expect((await askUrl(`${server.proxyUrl}/ack`, { method: 'GET' })).status).toBe(200);
      expect((await ask('DELETE', `/_admin/faults/${first.body.id}`)).status).toBe(404);
      expect((await ask('DELETE', '/_admin/faults')).body).toEqual({ faults: [] });
    }));

  it.each([
    [{}, 'kind'],
    [{ fault: { kind: 'nonsense' } }, 'there is no fault'],
    [{ fault: 'latency -5' }, '"-5" is no number'],
    [{ target: 'moon', fault: 'down' }, 'catalogue'],
    [[], 'object'],
  ])('refuses the fault %j', (body, text) =>
    withServer({}, async ({ ask, server }) => {
      const refused = await ask('POST', '/_admin/faults', body);
      expect(refused.status).toBe(422);
      expect(refused.body.error).toContain(text);
      expect(server.state().faults).toEqual([]);
    }),
  );

  it('ends jobs, one or all', () =>
    withServer({}, async ({ server, ask, configure }) => {
      await configure();
      await configure();
      await configure();
      expect((await ask('DELETE', '/_admin/jobs/2-2')).body).toEqual({ ended: ['2-2'] });
      expect((await ask('DELETE', '/_admin/jobs/2-2')).status).toBe(404);
      expect((await ask('DELETE', '/_admin/jobs')).body).toEqual({ ended: ['1-1', '3-3'] });
      expect(server.state().jobs).toEqual([]);
    }));

  it('resets everything but the numbers of jobs', () =>
    withServer({}, async ({ server, ask, configure }) => {
      await configure();
      await ask('POST', '/_admin/fiber', { waiting: true });
      await ask('POST', '/_admin/faults', { fault: 'partition' });
      expect((await ask('POST', '/_admin/reset')).status).toBe(200);
      const { jobs, faults, fiber, requests, configures, counters } = server.state();
      expect([jobs, faults, requests, configures]).toEqual([[], [], [], []]);
      expect([fiber.waiting, counters.requests]).toEqual([false, 0]);
      expect((await configure()).body.job_id).toBe('1-2');
    }));

  it('refuses to be switched by pages from elsewhere', () =>
    withServer({}, async ({ server }) => {
      const question = { method: 'POST', body: { waiting: true } };
      const url = `${server.url}/_admin/fiber`;
      const foreign = await askUrl(url, { ...question, headers: { origin: 'http://elsewhere.example' } });
      expect([foreign.status, server.state().fiber.waiting]).toEqual([403, false]);
      const own = await askUrl(url, { ...question, headers: { origin: server.url } });
      expect([own.status, server.state().fiber.waiting]).toEqual([200, true]);
    }));

  it('plays a cluster whose jobs are the jobs', () =>
    withServer({}, async ({ ask, configure, server }) => {
      await configure();
      const path = '/apis/batch/v1/namespaces/panda/jobs';
      const listed = await ask('GET', path);
      expect(JSON.stringify(listed.body.items)).toContain('"grpc-job-1-1"');
      expect((await ask('DELETE', `${path}/grpc-job-1-1`)).status).toBe(200);
      expect(server.state().jobs).toEqual([]);
      expect(
        (await ask('PATCH', '/apis/apps/v1/namespaces/panda/deployments/mongodb/scale', '{')).status,
      ).toBe(422);
    }));

  it('scales the catalogue up when the faults are undone, and down again after that', () =>
    withServer({}, async ({ ask, server }) => {
      const path = '/apis/apps/v1/namespaces/panda/deployments/mongodb/scale';
      const scale = (replicas: number) => ask<Scale>('PATCH', path, { spec: { replicas } });
      const faultTexts = () => server.state().faults.map(({ text }) => text);
      for (let round = 0; round < 2; round += 1) {
        expect((await scale(0)).body.spec.replicas).toBe(0);
        expect(faultTexts()).toEqual(['down']);
        await ask('DELETE', '/_admin/faults');
        expect((await ask<Scale>('GET', path)).body.spec.replicas).toBe(1);
      }
      await scale(0);
      expect((await scale(2)).body.spec.replicas).toBe(2);
      expect(faultTexts()).toEqual([]);
    }));

  it('serves a page that needs nothing from elsewhere', () =>
    withServer({}, async ({ server }) => {
      for (const path of ['/', '/focus-server', '/focus-server/']) {
        const { status, headers, body } = await askUrl<string>(`${server.url}${path}`, { method: 'GET' });
        expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
        expect(headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(body).not.toMatch(/https?:|innerHTML|<script src|<link rel="stylesheet"/);
      }
    }));
});
