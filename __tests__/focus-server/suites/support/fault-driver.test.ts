import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Environment, FaultAccess } from '../../../../src/model/environment.ts';
import { openFaults } from '../../../../src/focus-server/suites/support/faults/fault-driver.ts';
import { openFaultJournal } from '../../../../src/focus-server/suites/support/faults/fault-journal.ts';
import { startToxiproxyTwin, type ToxiproxyTwin } from '../../faults/drivers/toxiproxy-twin.ts';
import { startTwin } from '../../faults/http-twin.ts';
import { startKubernetes } from '../../reference/kubernetes/kubernetes-server.ts';
import { openContext } from './open-context.ts';

const TLS = { ca: null, insecure: false };

/** Every test has an environment of its own, so that it has a journal of its own. */
function describeEnvironment(faults: FaultAccess | null, kubernetesUrl: string | null = null): Environment {
  const environment: Environment = {
    name: `fault-driver ${expect.getState().currentTestName}`,
    baseUrl: 'http://127.0.0.1:9',
    tls: TLS,
    streamHost: null,
    timeouts: { requestMs: 1000, streamMs: 1000 },
    profile: 'default',
    limits: { maxWindows: 30, latencyScale: 1 },
    mongo: null,
    kubernetes:
      kubernetesUrl === null
        ? null
        : { baseUrl: kubernetesUrl, token: null, tls: TLS, namespace: 'panda', mongoDeployment: 'mongodb' },
    faults,
    hasAdmin: false,
  };
  const { path } = openFaultJournal(environment);
  onTestFinished(() => rm(path, { force: true }));
  return environment;
}

interface Toxic {
  readonly twin: ToxiproxyTwin;
  readonly environment: Environment;
}

async function startToxic(): Promise<Toxic> {
  const twin = await startToxiproxyTwin();
  const proxy = { name: 'mongo', listen: '127.0.0.1:1', upstream: '127.0.0.1:2', enabled: true };
  twin.proxies.set('mongo', { ...proxy, toxics: new Map() });
  return { twin, environment: describeEnvironment({ driver: 'toxiproxy', url: twin.url, proxy: 'mongo' }) };
}

describe('faults of an environment', () => {
  it('are written down while they are in force, and undone when the test is over', async () => {
    const { twin, environment } = await startToxic();
    const { path } = openFaultJournal(environment);
    const { t, finish } = openContext(environment);
    const faults = await openFaults(t);
    expect(faults.driver).toBe('toxiproxy');
    await faults.inject({ kind: 'latency', ms: 100 });
    expect(twin.toxicsOf('mongo').map(({ type }) => type)).toEqual(['latency', 'latency']);
    expect(await openFaultJournal(environment).read()).toMatchObject([
      { driver: 'toxiproxy', target: `${twin.url} mongo`, fault: { kind: 'latency', ms: 100 } },
    ]);
    await finish();
    expect(twin.toxicsOf('mongo')).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('can be undone before, once', async () => {
    const { twin, environment } = await startToxic();
    const { t, finish } = openContext(environment);
    const undo = await (await openFaults(t)).inject({ kind: 'down' });
    expect(twin.proxies.get('mongo')?.enabled).toBe(false);
    await undo();
    expect(twin.proxies.get('mongo')?.enabled).toBe(true);
    twin.failOn('POST');
    await undo();
    await finish();
  });

  it('that a killed process left behind are undone by the next one', async () => {
    const { twin, environment } = await startToxic();
    const killed = openContext(environment);
    await (await openFaults(killed.t)).inject({ kind: 'partition' });
    expect(twin.toxicsOf('mongo')).toHaveLength(2);

    const { t, finish } = openContext(environment);
    await openFaults(t);
    expect(twin.toxicsOf('mongo')).toEqual([]);
    expect(await openFaultJournal(environment).read()).toEqual([]);
    await finish();
  });

  it('that cannot be undone are told to a person, until they can', async () => {
    const { twin, environment } = await startToxic();
    const killed = openContext(environment);
    await (await openFaults(killed.t)).inject({ kind: 'partition' });
    twin.failOn('DELETE');
    await expect(openFaults(openContext(environment).t)).rejects.toThrow(
      /earlier run are still in force .*out of order.* By hand: curl -X DELETE/,
    );
    expect(await openFaultJournal(environment).read()).toHaveLength(1);
    twin.recover();
    await openFaults(openContext(environment).t);
    expect(twin.toxicsOf('mongo')).toEqual([]);
  });

  it('skip the test that wants what the driver cannot do', async () => {
    const { environment } = await startToxic();
    const faults = await openFaults(openContext(environment).t);
    await expect(faults.inject({ kind: 'loss', share: 0.1 })).rejects.toMatchObject({
      name: 'Skipped',
      message: expect.stringMatching(/^toxiproxy: .*cannot stall a share/),
    });
  });

  it.each<[string, FaultAccess | null, RegExp]>([
    ['allows none', null, /allows no faults$/],
    ['is no reference server', { driver: 'admin' }, /not the reference server/],
    ['names no cluster to scale', { driver: 'scale-down' }, /^scale-down needs the cluster/],
    [
      'names no cluster for Chaos Mesh',
      { driver: 'chaos-mesh', source: { app: 'a' }, target: { app: 'b' }, targetNamespace: null },
      /^chaos-mesh needs the cluster/,
    ],
  ])('skip the test where the environment %s', async (_, access, reason) => {
    await expect(openFaults(openContext(describeEnvironment(access)).t)).rejects.toMatchObject({
      name: 'Skipped',
      message: expect.stringMatching(reason),
    });
  });

  it('fail the test where the driver does not answer', async () => {
    const environment = describeEnvironment({
      driver: 'toxiproxy',
      url: 'http://127.0.0.1:9',
      proxy: 'mongo',
    });
    await expect(openFaults(openContext(environment).t)).rejects.toThrow('does not answer');
  });

  it('scale MongoDB to nothing and back', async () => {
    await using kubernetes = await startKubernetes();
    const { t, finish } = openContext(describeEnvironment({ driver: 'scale-down' }, kubernetes.url));
    await (await openFaults(t)).inject({ kind: 'down' });
    expect(kubernetes.scales).toEqual([0]);
    await finish();
    expect(kubernetes.scales).toEqual([0, 1]);
  });

  it('are NetworkChaos objects where Chaos Mesh is', async () => {
    const seen: string[] = [];
    let stored: object | null = null;
    const url = await startTwin(({ method, body }) => {
      if (method === 'PATCH') stored = body as object;
      if (method === 'DELETE') stored = null;
      seen.push(method);
      if (stored === null) return { status: method === 'DELETE' ? 200 : 404, body: {} };
      return {
        status: 200,
        body: { ...stored, status: { conditions: [{ type: 'AllInjected', status: 'True' }] } },
      };
    });
    const access: FaultAccess = {
      driver: 'chaos-mesh',
      source: { app: 'focus-server' },
      target: { app: 'mongodb' },
      targetNamespace: 'data',
    };
    const { t, finish } = openContext(describeEnvironment(access, url));
    await (await openFaults(t)).inject({ kind: 'latency', ms: 500 });
    expect(stored).toMatchObject({
      kind: 'NetworkChaos',
      spec: {
        action: 'delay',
        selector: { namespaces: ['panda'], labelSelectors: { app: 'focus-server' } },
        target: { selector: { namespaces: ['data'], labelSelectors: { app: 'mongodb' } } },
      },
    });
    await finish();
    expect(seen).toEqual(['PATCH', 'GET', 'DELETE', 'GET']);
  });
});
