import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFaultJournal } from '../../../../src/focus-server/suites/support/faults/fault-journal.ts';
import type { Environment } from '../../../../src/model/environment.ts';
import { runSuites } from '../../../../src/suite/engine/run-suites.ts';
import type { SuiteRun } from '../../../../src/suite/types/result.ts';
import { needs } from '../../../helpers/neighbours.ts';
import { preparePlan, suiteFile } from '../../../suite/run-files.ts';
import { startToxiproxyTwin, type ToxiproxyTwin } from '../../faults/drivers/toxiproxy-twin.ts';

const FAULT_DRIVER = join(
  import.meta.dirname,
  '../../../../src/focus-server/suites/support/faults/fault-driver.ts',
);
const PATIENCE = { timeout: 30_000, interval: 20 };

/** What the suite tells of itself while its fault is in force. */
interface Pids {
  readonly worker: number;
  /** Children of the worker that are guards. */
  readonly guards: readonly number[];
}

/** `body` of the only test, in a worker of its own; `faults` and `tell` are there. */
const withFaults = (body: string, rest = ''): string =>
  suiteFile(`
  test('injects', { timeoutMs: 50_000 }, async (t) => {
    const faults = await openFaults(t);
    await openFaults(t);
    await faults.inject({ kind: 'latency', ms: 100 });
    await faults.inject({ kind: 'down' });
    tell();
    ${body}
  });
  ${rest}`).replace(
    'export default',
    `
    import { execFileSync } from 'node:child_process';
    import { renameSync, writeFileSync } from 'node:fs';
    import { openFaults } from ${JSON.stringify(pathToFileURL(FAULT_DRIVER).href)};
    function tell() {
      const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\\n');
      const guards = lines
        .map((line) => line.trim().split(/\\s+/))
        .filter(([, parent, ...args]) => Number(parent) === process.pid && args.at(-1) === 'guard')
        .map(([pid]) => Number(pid));
      const path = import.meta.dirname + '/pids.json';
      writeFileSync(path + '.new', JSON.stringify({ worker: process.pid, guards }));
      renameSync(path + '.new', path);
    }
    export default`,
  );

const FOREVER = `await new Promise(() => { setInterval(() => {}, 1000); });`;

interface Stage {
  readonly twin: ToxiproxyTwin;
  readonly environment: Environment;
  readonly run: Promise<SuiteRun>;
  readonly pids: () => Promise<Pids>;
  readonly expectUndone: () => Promise<void>;
}

async function play(suite: string): Promise<Stage> {
  const twin = await startToxiproxyTwin();
  const proxy = { name: 'mongo', listen: '127.0.0.1:1', upstream: '127.0.0.1:2', enabled: true };
  twin.proxies.set('mongo', { ...proxy, toxics: new Map() });
  const environment = describeEnvironment(twin.url);
  const { path } = openFaultJournal(environment);
  const target = { environment, settings: {} };
  const { plan, ports } = preparePlan({ 'a.mjs': suite }, { target, graceMs: 5000 });
  const file = join(plan.cwd, 'pids.json');
  onTestFinished(() => rmSync(path, { force: true }));
  return {
    twin,
    environment,
    run: runSuites(plan, ports),
    async pids() {
      await expect.poll(() => existsSync(file), PATIENCE).toBe(true);
      return JSON.parse(readFileSync(file, 'utf8')) as Pids;
    },
    async expectUndone() {
      await expect.poll(() => twin.toxicsOf('mongo'), PATIENCE).toEqual([]);
      await expect.poll(() => twin.proxies.get('mongo')?.enabled, PATIENCE).toBe(true);
      await expect.poll(() => existsSync(path), PATIENCE).toBe(false);
      expect(twin.toxicsOf('mongo')).toEqual([]);
    },
  };
}

/** The URL is the twin's: every test has an environment of its own, so that it has a journal of its own. */
function describeEnvironment(url: string): Environment {
  return {
    name: 'guarded',
    baseUrl: url,
    tls: { ca: null, insecure: false },
    streamHost: null,
    timeouts: { requestMs: 1000, streamMs: 1000 },
    profile: 'default',
    limits: { maxWindows: 30, latencyScale: 1 },
    mongo: null,
    kubernetes: null,
    faults: { driver: 'toxiproxy', url, proxy: 'mongo' },
    hasAdmin: false,
  };
}

/** Not gone is what nobody has waited for yet: where nobody does, it stays as a zombie. */
function isRunning(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .startsWith('Z');
  } catch {
    return false;
  }
}

/** Everything in it comes back once, after it was deleted. */
class ArrivesLate<Value> extends Map<string, Value> {
  private readonly arrived = new Set<string>();

  override delete(name: string): boolean {
    const value = this.get(name);
    if (value !== undefined && !this.arrived.has(name)) setImmediate(() => this.set(name, value));
    this.arrived.add(name);
    return super.delete(name);
  }
}

// The tests ask `ps`, and kill groups.
describe.skipIf(process.platform === 'win32')('a fault whose worker is killed', needs('ps'), () => {
  it.each<[string, (worker: number) => number]>([
    ['alone', (worker) => worker],
    ['with everything it has started', (worker) => -worker],
  ])('%s is undone at once, without a next run', async (_, victim) => {
    const { twin, environment, run, pids, expectUndone } = await play(withFaults(FOREVER));
    const { worker, guards } = await pids();
    expect(twin.toxicsOf('mongo')).toHaveLength(2);
    expect(twin.proxies.get('mongo')?.enabled).toBe(false);
    expect(await openFaultJournal(environment).read()).toHaveLength(2);
    process.kill(victim(worker), 'SIGKILL');
    await expectUndone();
    expect(guards).toHaveLength(1);
    await expect.poll(() => guards.filter(isRunning), PATIENCE).toEqual([]);
    expect((await run).suites[0]?.tests).toMatchObject([{ name: 'injects', outcome: 'errored' }]);
  });

  it('while it was on its way is undone when it has arrived', async () => {
    const { twin, run, pids, expectUndone } = await play(withFaults(FOREVER));
    const { worker } = await pids();
    const proxy = twin.proxies.get('mongo');
    if (proxy !== undefined) proxy.toxics = new ArrivesLate(proxy.toxics);
    process.kill(worker, 'SIGKILL');
    await expectUndone();
    await run;
  });

  it('is undone before the worker that runs the rest injects another one', async () => {
    const rest = `
      test('rest', async (t) => {
        const { inject } = await openFaults(t);
        // Refused, and skipped, while the proxy is down already.
        await inject({ kind: 'down' });
      });`;
    const { run, pids, expectUndone } = await play(withFaults(FOREVER, rest));
    process.kill((await pids()).worker, 'SIGKILL');
    const { suites } = await run;
    expect(suites[0]?.tests.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
      'injects: errored',
      'rest: passed',
    ]);
    await expectUndone();
  });

  it('stays in the journal when it cannot be undone, and the guard goes', async () => {
    const { twin, environment, run, pids } = await play(withFaults(FOREVER));
    const { worker, guards } = await pids();
    twin.failOn('DELETE');
    process.kill(worker, 'SIGKILL');
    await expect.poll(() => guards.filter(isRunning), PATIENCE).toEqual([]);
    expect(twin.proxies.get('mongo')?.enabled).toBe(true);
    expect(await openFaultJournal(environment).read()).toMatchObject([{ fault: { kind: 'latency' } }]);
    await run;
  });
});

describe.skipIf(process.platform === 'win32')('a worker that ends as it should', needs('ps'), () => {
  it('leaves no guard', async () => {
    const { twin, run, pids, environment } = await play(withFaults(''));
    const { guards } = await pids();
    expect((await run).suites[0]?.tests).toMatchObject([{ outcome: 'passed' }]);
    expect(guards).toHaveLength(1);
    expect(guards.filter(isRunning)).toEqual([]);
    expect(twin.toxicsOf('mongo')).toEqual([]);
    expect(await openFaultJournal(environment).read()).toEqual([]);
  });
});
