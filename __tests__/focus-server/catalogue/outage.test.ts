/** The catalogue while its server is away, and as soon as it is back. */
import { expect, it, onTestFinished, vi } from 'vitest';
import {
  openCatalogue,
  type Catalogue,
  type CatalogueOptions,
} from '../../../src/focus-server/catalogue/open-catalogue.ts';
import { seedCatalogue } from '../../../src/focus-server/reference/seed-catalogue.ts';
import { drawNumbers } from '../../../src/focus-server/reference/signal/mix-bits.ts';
import { openClient, startEndpoint } from '../mongo-endpoint/embedded.ts';
import { openTunnel, type Tunnel } from './tunnel.ts';

const NOW_MS = Date.UTC(2026, 2, 1);
const RANGE = { startMs: NOW_MS - 86_400_000, endMs: NOW_MS };

function open(options: Partial<CatalogueOptions> & { uri: string }): Catalogue {
  const catalogue = openCatalogue({ now: () => NOW_MS, timeoutMs: 5000, ...options });
  onTestFinished(() => catalogue.close());
  return catalogue;
}

async function openBehindTunnel(): Promise<{ tunnel: Tunnel; catalogue: Catalogue; served: () => number }> {
  const endpoint = await startEndpoint();
  const client = openClient(endpoint.uri);
  await seedCatalogue(client.db('prisma'), { random: drawNumbers(1), nowMs: NOW_MS });
  await client.close();
  const tunnel = await openTunnel(endpoint.port);
  return { tunnel, catalogue: open({ uri: tunnel.uri }), served: () => endpoint.connections() };
}

function askAtOnce(catalogue: Catalogue, times: number): Promise<PromiseSettledResult<boolean>[]> {
  return Promise.allSettled(Array.from({ length: times }, () => catalogue.hasRecording(RANGE)));
}

const FOUND = { status: 'fulfilled', value: true };

it('rejects when nothing listens', async () => {
  const endpoint = await startEndpoint();
  await endpoint.close();
  const catalogue = open({ uri: endpoint.uri, timeoutMs: 300 });
  await expect(catalogue.ping()).rejects.toThrow();
  await expect(catalogue.recordingsInRange(RANGE)).rejects.toThrow();
});

it('rejects when the server accepts and says nothing', async () => {
  const { tunnel } = await openBehindTunnel();
  tunnel.cut();
  const catalogue = open({ uri: tunnel.uri, timeoutMs: 300 });
  await expect(catalogue.list(3)).rejects.toThrow();
  await catalogue.close();
  await vi.waitFor(() => expect(tunnel.connections()).toBe(0), 10_000);
});

it('rejects what is asked during an outage, and then recovers at once from a pool of dead connections, again and again', async () => {
  const { tunnel, catalogue, served } = await openBehindTunnel();
  expect(await askAtOnce(catalogue, 10)).toEqual(Array.from({ length: 10 }, () => FOUND));
  for (let outage = 0; outage < 2; outage += 1) {
    tunnel.cut();
    const during = await askAtOnce(catalogue, 4);
    expect(during.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'rejected'));
    tunnel.heal();
    expect(await askAtOnce(catalogue, 10)).toEqual(Array.from({ length: 10 }, () => FOUND));
  }
  await catalogue.close();
  await vi.waitFor(() => expect([tunnel.connections(), served()]).toEqual([0, 0]), 10_000);
});

it('fails once, not once for every dead connection, when the server is there all the time', async () => {
  const { tunnel, catalogue } = await openBehindTunnel();
  await askAtOnce(catalogue, 10);
  tunnel.cutAllButOldest();
  await expect(catalogue.hasRecording(RANGE)).rejects.toThrow();
  expect(await askAtOnce(catalogue, 10)).toEqual(Array.from({ length: 10 }, () => FOUND));
});

it('rejects after it is closed, and what was under way', async () => {
  const { tunnel, catalogue } = await openBehindTunnel();
  await catalogue.ping();
  tunnel.cut();
  const [underWay] = await Promise.all([
    Promise.allSettled([catalogue.ping()]),
    catalogue.close(),
    catalogue.close(),
  ]);
  expect(underWay[0]?.status).toBe('rejected');
  await expect(catalogue.ping()).rejects.toThrow('closed');
  await vi.waitFor(() => expect(tunnel.connections()).toBe(0), 10_000);
});

it('keeps its client when the server answers with an error', async () => {
  const endpoint = await startEndpoint({ credentials: { user: 'a', password: 'b' } });
  const catalogue = open({ uri: `mongodb://127.0.0.1:${String(endpoint.port)}/` });
  await expect(catalogue.list(1)).rejects.toMatchObject({ code: 13 });
  await expect(catalogue.ping()).resolves.toBeUndefined();
});
