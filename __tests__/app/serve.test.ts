import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decideExit } from '../../src/edge/decide-exit.ts';
import { runServe } from '../../src/app/serve.ts';
import { readServeConfig } from '../../src/config/serve-config.ts';
import { UsageError } from '../../src/kit/usage-error.ts';
import type { Terminal } from '../../src/edge/terminal.ts';
import { DEFECTS } from '../../src/focus-server/reference/defects/list.ts';
import { OBSERVED_LATENCIES } from '../../src/focus-server/reference/http/latency.ts';
import { askUrl, makeBody, realClock } from '../focus-server/reference/http/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FREE = ['--port', '0', '--grpc-port', '0', '--latency', '0'];
const PASSWORD = 'p4ss/w0rd';
/** Nobody listens there; a server starts without its catalogue. */
const SECRET_URI = `mongodb://reader:${encodeURIComponent(PASSWORD)}@127.0.0.1:1/prisma?authSource=admin`;

interface Run {
  readonly printed: () => string;
  readonly told: () => string;
  /** Resolves with what was printed once the server runs. */
  readonly started: Promise<string>;
  readonly code: Promise<number>;
  readonly abort: () => void;
}

function serve(words: readonly string[], environment: Record<string, string> = {}): Run {
  const controller = new AbortController();
  const printed: string[] = [];
  const told: string[] = [];
  let announce: (text: string) => void = () => {};
  const started = new Promise<string>((resolve) => {
    announce = resolve;
  });
  const terminal: Terminal = {
    cwd: folder,
    columns: 80,
    colors: false,
    token: null,
    repository: null,
    tempDirectory: folder,
    now: () => 0,
    print: (text) => {
      printed.push(text);
      announce(text);
      return Promise.resolve(true);
    },
    tell: (text) => told.push(text),
    aside: (task) => task(),
    progress: { isTTY: false, columns: 80, write: () => true },
  };
  const ports = { clock: realClock, signal: controller.signal, environment };
  const code = runServe(words, terminal, ports).then(decideExit);
  return {
    started,
    code,
    printed: () => printed.join(''),
    told: () => told.join(''),
    abort: () => controller.abort(),
  };
}

async function end(run: Run): Promise<void> {
  run.abort();
  expect(await run.code).toBe(0);
}

function findUrl(text: string, label: string): string {
  return new RegExp(`${label} +(\\S+)`).exec(text)?.[1] ?? '';
}

describe('focus-stability serve', () => {
  it('runs until it is told to end', async () => {
    const run = serve([...FREE, '--defect', 'prr-mismatch', '--prefix', '/api-x/']);
    const text = await run.started;
    const url = findUrl(text, 'HTTP');
    expect(text).toContain(`and ${url}/api-x`);
    expect(text).toContain('prr-mismatch');
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const base of [url, `${url}/api-x`, findUrl(text, 'Behind faults')]) {
      const answer = await fetch(`${base}/live_metadata`);
      expect(await answer.json()).toMatchObject({ prr: 1000 });
    }
    expect(await (await fetch(findUrl(text, 'Status page'))).text()).toContain('<!doctype html>');
    await end(run);
    expect(run.told()).toBe('focus-stability: the server has ended\n');
    await expect(fetch(`${url}/ack`)).rejects.toThrow();
  });

  it('takes as long as it is told to, by operation', async () => {
    const words = ['--port', '0', '--grpc-port', '0', '--latency-live', '1000', '--latency-other', '0-1'];
    const run = serve(words);
    const url = findUrl(await run.started, 'HTTP');
    const body = JSON.stringify(makeBody());
    const [acknowledged, configured] = [
      await fetch(`${url}/ack`),
      await fetch(`${url}/configure`, { method: 'POST', body }),
    ];
    expect([acknowledged.status, configured.status]).toEqual([200, 200]);
    const state = await (await fetch(`${url}/_admin/state`)).json();
    await end(run);
    const { requests } = z.object({ requests: z.array(z.object({ durationMs: z.number() })) }).parse(state);
    const [configureMs = 0, ackMs = 0] = requests.map(({ durationMs }) => durationMs);
    expect(configureMs).toBeGreaterThanOrEqual(999);
    expect(ackMs).toBeLessThan(999);
  });

  it('has the latencies of the contract without a word', () => {
    expect(readServeConfig([])).toMatchObject({ latencyScale: 1, latencyRanges: OBSERVED_LATENCIES });
  });

  it('ends at once when it was told to before', async () => {
    const run = serve(FREE);
    run.abort();
    expect(await run.code).toBe(0);
  });

  it('lists the defects and starts nothing', async () => {
    const run = serve(['--list-defects', '--port', '1']);
    expect(await run.code).toBe(0);
    const lines = run.printed().trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual(DEFECTS.map(({ name, title }) => [name, title]));
  });

  it.each([
    ['the command line', ['--mongo-uri', SECRET_URI], {}],
    ['the environment', [], { MONGODB_URI: SECRET_URI }],
    ['a file', ['--env-file', 'secrets.env'], {}],
    ['a file that Node does not read too', ['--variables', 'secrets.env'], {}],
  ] as const)('takes the catalogue from %s and never shows its password', async (_, words, environment) => {
    writeFileSync(join(folder, 'secrets.env'), `# catalogue\nMONGODB_URI='${SECRET_URI}'\n`);
    const run = serve([...FREE, ...words], environment);
    const text = await run.started;
    const url = findUrl(text, 'HTTP');
    const state = await (await fetch(`${url}/_admin/state`)).text();
    await end(run);
    expect(text).toContain('(mongodb://***@127.0.0.1:1/prisma)');
    for (const shown of [text, state, run.told()]) {
      expect(shown).not.toContain('reader');
      expect(shown).not.toContain('w0rd');
    }
  });

  it('lets the environment go before the file', async () => {
    writeFileSync(join(folder, 'other.env'), 'MONGODB_URI=mongodb://127.0.0.1:2/file\n');
    const run = serve([...FREE, '--env-file', 'other.env'], {
      MONGODB_URI: 'mongodb://127.0.0.1:1/environment',
    });
    expect(await run.started).toContain('(mongodb://127.0.0.1:1/environment)');
    await end(run);
  });

  it.each([
    [['--port', '70000'], '--port must be a whole number from 0 to 65535'],
    [['--port', 'x'], '--port must be a whole number'],
    [['--grpc-port', '65530'], '--grpc-port must be 0 to'],
    [
      ['--port', '12305', '--grpc-port', '12300', '--max-windows', '5'],
      '--port 12305 is one that streams need, 12300 to 12305',
    ],
    [['--max-windows', '0'], '--max-windows must be a whole number from 1 to 1000'],
    [['--latency', '-1'], '--latency'],
    [['--latency', 'fast'], '--latency must be a number'],
    [['--latency-live', '80-40'], '--latency-live must be milliseconds from least to most such as 40-80'],
    [['--latency-historic', '0-60001'], 'up to 60000, not "0-60001"'],
    [['--latency-other', '1.5'], '--latency-other must be milliseconds'],
    [['--latency-live', '40 - 80'], '--latency-live must be milliseconds'],
    [['--latency-live', '40-'], '--latency-live must be milliseconds'],
    [['--latency-live', ''], '--latency-live must not be empty'],
    [['--lifetime', '0'], '--lifetime must be a number from 0.001'],
    [['--profile', 'odd'], '--profile must be one of default, strict-view-limits, legacy'],
    [['--profile', 'default,legacy'], '--profile must be one of'],
    [['--prefix', 'a b'], '--prefix must be a path'],
    [['--defect', 'always-400,odd'], 'there is no defect "odd"'],
    [['--mongo-uri', 'http://example'], 'must have the form mongodb://'],
    [['--mongo-uri', 'mongodb://a,b/'], 'with one host'],
    [['--env-file', 'missing.env'], '--env-file missing.env: ENOENT'],
    [['now'], 'options only'],
    [['--host', ''], '--host must not be empty'],
    [['--host', '203.0.113.1'], 'cannot listen on 203.0.113.1'],
    [['--host', '203.0.113.1', '--grpc-port', '12300'], 'cannot listen on 203.0.113.1'],
    [['--host', 'no-such-host.invalid'], 'cannot listen on no-such-host.invalid'],
  ])('refuses %j', async (words, text) => {
    const { code } = serve([...FREE, ...words]);
    await expect(code).rejects.toThrow(text);
    await expect(code).rejects.toBeInstanceOf(UsageError);
  });

  it('says what to do about a port that is taken', async () => {
    const first = serve(FREE);
    const port = new URL(findUrl(await first.started, 'HTTP')).port;
    await expect(serve([...FREE, '--port', port]).code).rejects.toThrow(
      'the port is taken, choose another --port',
    );
    await end(first);
  });

  it('refuses to start where streams could not listen', async () => {
    const first = serve(FREE);
    const url = findUrl(await first.started, 'HTTP');
    const job = await askUrl(`${url}/configure`, { method: 'POST', body: makeBody() });
    // Held by the first, also before it has a job.
    const held = job.body.stream_port - 1;
    for (const base of [held, held - 10]) {
      const { code } = serve([...FREE, '--grpc-port', String(base)]);
      const text = `port ${held} is taken (EADDRINUSE), streams need ${base} to `;
      await expect(code).rejects.toThrow(text);
      await expect(code).rejects.toThrow('--grpc-port 0 takes a free range');
      await expect(code).rejects.toBeInstanceOf(UsageError);
    }
    await end(first);
  });
});
