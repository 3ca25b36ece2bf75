import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createToxiproxyDriver } from '../../../../src/focus-server/faults/drivers/toxiproxy.ts';
import { FaultRefused } from '../../../../src/proxy/fault.ts';
import type { Fault } from '../../../../src/proxy/fault.ts';
import { readJournal, undoLeftovers } from '../../../../src/focus-server/faults/journal.ts';
import type { LeftoverDriver } from '../../../../src/focus-server/faults/journal.ts';
import { createFakeClock, createSeededRandom } from '../../../proxy/fake-clock.ts';
import { createMemoryJournal } from '../memory-journal.ts';
import type { MemoryJournal } from '../memory-journal.ts';
import { startToxiproxyTwin } from './toxiproxy-twin.ts';
import type { ToxiproxyTwin } from './toxiproxy-twin.ts';

interface Setup {
  readonly twin: ToxiproxyTwin;
  readonly journal: MemoryJournal;
  readonly driver: LeftoverDriver;
}

const CREATE_AS = { listen: '127.0.0.1:7001', upstream: '127.0.0.1:27017' };

async function connectDriver(twin: ToxiproxyTwin, journal: MemoryJournal): Promise<LeftoverDriver> {
  return createToxiproxyDriver({
    url: twin.url,
    proxy: 'mongo',
    createAs: CREATE_AS,
    clock: createFakeClock(),
    random: createSeededRandom(1),
    journal,
  });
}

async function setUp(): Promise<Setup> {
  const twin = await startToxiproxyTwin();
  const journal = createMemoryJournal();
  return { twin, journal, driver: await connectDriver(twin, journal) };
}

describe('Toxiproxy', () => {
  it.each<[Fault, string, Record<string, number>]>([
    [{ kind: 'latency', ms: 100, jitterMs: 20 }, 'latency', { latency: 100, jitter: 20 }],
    [{ kind: 'bandwidth', bytesPerSecond: 20_000 }, 'bandwidth', { rate: 20 }],
    [{ kind: 'half-open' }, 'timeout', { timeout: 0 }],
    [{ kind: 'partition' }, 'timeout', { timeout: 0 }],
    [{ kind: 'slow-close', ms: 5000 }, 'slow_close', { delay: 5000 }],
  ])('%j is a toxic for each direction, and none after undoing', async (fault, type, attributes) => {
    const { twin, driver, journal } = await setUp();
    const active = await driver.inject(fault);
    expect(twin.toxicsOf('mongo')).toMatchObject([
      { type, stream: 'upstream', toxicity: 1, attributes },
      { type, stream: 'downstream', toxicity: 1, attributes },
    ]);
    expect(journal.entries()).toMatchObject([{ driver: 'toxiproxy', fault }]);
    await Promise.all([active.undo(), active.undo()]);
    expect(twin.toxicsOf('mongo')).toEqual([]);
    expect(journal.entries()).toEqual([]);
    expect(driver.active()).toEqual([]);
  });

  it('resets a share of connections by the toxicity of reset_peer', async () => {
    const { twin, driver } = await setUp();
    await driver.inject({ kind: 'loss', share: 0, resetShare: 0.25 });
    expect(twin.toxicsOf('mongo')).toMatchObject([
      { type: 'reset_peer', toxicity: 0.25, attributes: { timeout: 0 } },
    ]);
  });

  it('is down by a disabled proxy, once', async () => {
    const { twin, driver } = await setUp();
    const active = await driver.inject({ kind: 'down' });
    expect(twin.proxies.get('mongo')?.enabled).toBe(false);
    await expect(driver.inject({ kind: 'down' })).rejects.toThrow(FaultRefused);
    await active.undo();
    expect(twin.proxies.get('mongo')?.enabled).toBe(true);
  });

  it('refuses what it cannot do, with the reason', async () => {
    const { twin, driver } = await setUp();
    const loss: Fault = { kind: 'loss', share: 0.1 };
    expect(driver.refuses(loss)).toMatch(/chooses connections, not chunks/);
    expect(driver.refuses({ kind: 'bandwidth', bytesPerSecond: 999 })).toMatch(/whole kilobytes/);
    await expect(driver.inject(loss)).rejects.toThrow(FaultRefused);
    expect(twin.toxicsOf('mongo')).toEqual([]);
  });

  it('several at once get names of their own and go together', async () => {
    const { twin, driver } = await setUp();
    await Promise.all([driver.inject({ kind: 'latency', ms: 1 }), driver.inject({ kind: 'latency', ms: 2 })]);
    expect(new Set(twin.toxicsOf('mongo').map(({ name }) => name)).size).toBe(4);
    await driver.undoAll();
    expect(twin.toxicsOf('mongo')).toEqual([]);
  });

  it('removes on close the proxy it made, and leaves one it found', async () => {
    const { twin, driver, journal } = await setUp();
    expect(twin.proxies.get('mongo')).toMatchObject(CREATE_AS);
    const second = await connectDriver(twin, journal);
    await second.inject({ kind: 'partition' });
    await second.close();
    expect(twin.toxicsOf('mongo')).toEqual([]);
    expect(twin.proxies.has('mongo')).toBe(true);
    await Promise.all([driver.close(), driver.close()]);
    expect(twin.proxies.has('mongo')).toBe(false);
    await expect(driver.inject({ kind: 'partition' })).rejects.toThrow('closed');
  });

  it('takes back half a fault when the other half fails', async () => {
    const { twin, driver, journal } = await setUp();
    twin.failOn('POST /proxies/mongo/toxics', 1);
    await expect(driver.inject({ kind: 'partition' })).rejects.toThrow(/500 to POST .*out of order/);
    expect(twin.toxicsOf('mongo')).toEqual([]);
    expect(journal.entries()).toEqual([]);
    expect(driver.active()).toEqual([]);
  });

  it('says what to do by hand when undoing fails, keeps the journal, and tries again when asked', async () => {
    const { twin, driver, journal } = await setUp();
    await driver.inject({ kind: 'latency', ms: 1 });
    await driver.inject({ kind: 'partition' });
    twin.failOn('DELETE');
    await expect(driver.undoAll()).rejects.toThrow(
      /partition on .* still in force.*By hand: curl -X DELETE http.*; latency ms=1 on .*By hand: curl/,
    );
    expect(journal.entries()).toHaveLength(2);
    twin.recover();
    await driver.undoAll();
    expect(twin.toxicsOf('mongo')).toEqual([]);
    expect(journal.entries()).toEqual([]);
  });

  it('says so when there is no Toxiproxy, or no such proxy', async () => {
    const { twin, journal } = await setUp();
    const ports = { clock: createFakeClock(), random: () => 0, journal };
    await expect(createToxiproxyDriver({ url: twin.url, proxy: 'other', ...ports })).rejects.toThrow(
      'has no proxy "other"',
    );
    await expect(
      createToxiproxyDriver({ url: 'http://127.0.0.1:1', proxy: 'mongo', ...ports }),
    ).rejects.toThrow(/Toxiproxy at http:\/\/127\.0\.0\.1:1 does not answer/);
  });

  it('a killed process leaves a journal by which the next start undoes everything', async () => {
    const { twin, driver } = await setUp();
    const file = join(mkdtempSync(join(tmpdir(), 'faults-')), 'journal.json');
    await killWhileInjected(twin.url, file);
    expect(twin.toxicsOf('mongo')).toHaveLength(2);
    expect(twin.proxies.get('mongo')?.enabled).toBe(false);

    const entries = readJournal(readFileSync(file, 'utf8'));
    const { undone, left } = await undoLeftovers(entries, [driver]);
    expect(undone.map(({ fault }) => fault.kind)).toEqual(['down', 'latency']);
    expect(left).toEqual([]);
    expect(twin.toxicsOf('mongo')).toEqual([]);
    expect(twin.proxies.get('mongo')?.enabled).toBe(true);
  });
});

/** Injects two faults in another process, which then dies without a chance to clean up. */
async function killWhileInjected(url: string, file: string): Promise<void> {
  const source = join(import.meta.dirname, '../../../../src/focus-server/faults');
  const script = `
    import { writeFile } from 'node:fs/promises';
    import { createToxiproxyDriver } from ${JSON.stringify(`${source}/drivers/toxiproxy.ts`)};
    import { createUndoRegistry } from ${JSON.stringify(`${source}/undo-registry.ts`)};
    const registry = createUndoRegistry({
      onStop: () => () => undefined,
      writeJournal: (entries) => writeFile(${JSON.stringify(file)}, JSON.stringify(entries)),
    });
    const driver = registry.track(await createToxiproxyDriver({
      url: ${JSON.stringify(url)}, proxy: 'mongo', journal: registry.journal,
      clock: { now: () => Date.now(), after: () => () => undefined }, random: Math.random,
    }));
    await driver.inject({ kind: 'latency', ms: 100 });
    await driver.inject({ kind: 'down' });
    process.kill(process.pid, 'SIGKILL');
  `;
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, ['--input-type=module', '-e', script], (error, _stdout, stderr) => {
      if (error?.signal === 'SIGKILL') resolve();
      else reject(new Error(`the process was not killed: ${stderr}`));
    });
  });
}
