/** Every key of an environment: what it becomes, and that nonsense in it is told by its name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readEnvironment } from '../../src/config/environments.ts';
import type { Environment } from '../../src/model/environment.ts';

const SCHEMA = join(import.meta.dirname, '../../src/config/environment-schema.ts');
const VARIABLES = { TOKEN: 'secret', PERCENT: '50%offxyz', BYTE: 'a%FFb' };

/** Text of the environment `x` with these lines in flow style. */
function read(fields: string): Environment {
  const text = `environments: { x: { base-url: 'http://a', ${fields} } }`;
  const readFile = (path: string): string => `PEM of ${path}`;
  return readEnvironment('x', { path: 'focus-stability.yml', text, variables: VARIABLES, readFile });
}

const CLUSTER = "url: 'https://k'";
const NETEM = 'driver: netem, host: 192.0.2.1';
const CHAOS = 'driver: chaos-mesh, source: { app: a }, target: { app: b }';

/** Key, text, and what of the environment it becomes. */
const KEYS: readonly (readonly [key: string, fields: string, becomes: object])[] = [
  ['base-url', "base-url: 'https://b:8443/'", { baseUrl: 'https://b:8443' }],
  ['prefix', 'prefix: /api/', { baseUrl: 'http://a/api' }],
  ['tls.ca-file', 'tls: { ca-file: ca.pem }', { tls: { ca: 'PEM of ca.pem', insecure: false } }],
  ['tls.insecure', 'tls: { insecure: true }', { tls: { ca: null, insecure: true } }],
  ['stream-host', 'stream-host: streams', { streamHost: 'streams' }],
  ['timeouts.request', 'timeouts: { request: 1m30s }', { timeouts: { requestMs: 90_000, streamMs: 30_000 } }],
  ['timeouts.stream', 'timeouts: { stream: 500ms }', { timeouts: { requestMs: 30_000, streamMs: 500 } }],
  ['profile', 'profile: strict-view-limits', { profile: 'strict-view-limits' }],
  ['limits.max-windows', 'limits: { max-windows: 12 }', { limits: { maxWindows: 12, latencyScale: 1 } }],
  [
    'limits.latency-scale',
    'limits: { latency-scale: 1.5 }',
    { limits: { maxWindows: 30, latencyScale: 1.5 } },
  ],
  ['mongo.uri', "mongo: { uri: 'mongodb://m' }", { mongo: { uri: 'mongodb://m', database: 'prisma' } }],
  [
    'mongo.database',
    "mongo: { uri: 'mongodb://m', database: other }",
    { mongo: { uri: 'mongodb://m', database: 'other' } },
  ],
  ['kubernetes.url', "kubernetes: { url: 'https://k/' }", { kubernetes: { baseUrl: 'https://k' } }],
  ['kubernetes.token', `kubernetes: { ${CLUSTER}, token: '\${TOKEN}' }`, { kubernetes: { token: 'secret' } }],
  [
    'kubernetes.tls',
    `kubernetes: { ${CLUSTER}, tls: { ca-file: k.pem } }`,
    { kubernetes: { tls: { ca: 'PEM of k.pem', insecure: false } } },
  ],
  ['kubernetes.namespace', `kubernetes: { ${CLUSTER}, namespace: n }`, { kubernetes: { namespace: 'n' } }],
  [
    'kubernetes.mongo-deployment',
    `kubernetes: { ${CLUSTER}, mongo-deployment: statefulset/m }`,
    { kubernetes: { mongoDeployment: 'statefulset/m' } },
  ],
  [
    'faults.url',
    "faults: { driver: toxiproxy, url: 'http://t:8474', proxy: mongo }",
    { faults: { driver: 'toxiproxy', url: 'http://t:8474', proxy: 'mongo' } },
  ],
  ['faults.proxy', "faults: { driver: toxiproxy, url: 'http://t', proxy: p }", { faults: { proxy: 'p' } }],
  ['faults.driver', 'faults: { driver: scale-down }', { faults: { driver: 'scale-down' } }],
  ['faults.source', `faults: { ${CHAOS} }`, { faults: { source: { app: 'a' } } }],
  ['faults.target', `faults: { ${CHAOS} }`, { faults: { target: { app: 'b' } } }],
  [
    'faults.target-namespace',
    `faults: { ${CHAOS}, target-namespace: d }`,
    { faults: { targetNamespace: 'd' } },
  ],
  [
    'faults.executor',
    `faults: { ${NETEM}, executor: kubectl, where: pod }`,
    { faults: { executor: 'kubectl' } },
  ],
  ['faults.where', `faults: { ${NETEM}, executor: ssh, where: me@gate }`, { faults: { where: 'me@gate' } }],
  ['faults.interface', `faults: { ${NETEM}, interface: ens3 }`, { faults: { interface: 'ens3' } }],
  ['faults.host', `faults: { ${NETEM} }`, { faults: { host: '192.0.2.1' } }],
  ['faults.port', `faults: { ${NETEM}, port: 27018 }`, { faults: { port: 27_018 } }],
  ['faults.side', `faults: { ${NETEM}, side: target }`, { faults: { side: 'target' } }],
  ['faults.sudo', `faults: { ${NETEM}, sudo: true }`, { faults: { sudo: true } }],
];

/** Fields with nonsense in `key`, everything else as it was. */
function spoil(key: string, fields: string): string {
  const whole = z.record(z.string(), z.unknown()).parse(parse(`{ ${fields} }`));
  const [first = '', second] = key.split('.');
  const inner = second === undefined ? {} : z.record(z.string(), z.unknown()).parse(whole[first]);
  // A list is right nowhere.
  const spoiled = second === undefined ? { [first]: [1] } : { [first]: { ...inner, [second]: [1] } };
  return JSON.stringify(spoiled).slice(1, -1);
}

describe('a key of an environment', () => {
  it('has a row here, whichever it is', () => {
    const written = [
      ...readFileSync(SCHEMA, 'utf8').matchAll(/^ *(?:z\.strictObject\(\{ )?'?([a-z-]+)'?: z\b/gm),
    ];
    const rows = new Set(KEYS.flatMap(([key]) => key.split('.')));
    expect(written.length).toBeGreaterThan(10);
    expect(written.map(([, name]) => name).filter((name) => !rows.has(name ?? ''))).toEqual([]);
  });

  it.each(KEYS)('%s is understood', (_, fields, becomes) => {
    const text = fields.startsWith('base-url') ? `environments: { x: { ${fields} } }` : null;
    const environment =
      text === null
        ? read(fields)
        : readEnvironment('x', { path: 'f.yml', text, variables: {}, readFile: () => '' });
    expect(environment).toMatchObject(becomes);
  });

  it.each(KEYS.filter(([key]) => key !== 'base-url'))('%s is named when it is nonsense', (key, fields) => {
    expect(() => read(spoil(key, fields))).toThrow(`focus-stability.yml: environments.x: ${key}`);
  });

  it.each([
    ['timeouts: { request: soon }', 'timeouts.request: must be a time such as 90s, 20m or 1h30m'],
    ['limits: { max-windows: 0 }', 'limits.max-windows: '],
    ['limits: { latency-scale: 0 }', 'limits.latency-scale: '],
    ['profile: newest', 'profile: '],
    ["mongo: { uri: 'mongodb://reader:${PERCENT}@m' }", 'mongo.uri: has a % that begins no %XX code'],
    ["mongo: { uri: 'mongodb://reader:${BYTE}@m' }", 'mongo.uri: has a % that begins no %XX code'],
    ['tls: { verify: false }', 'tls: Unrecognized key: "verify"'],
    ['faults: { driver: hammer }', 'faults.driver: '],
    [`faults: { ${NETEM}, port: 0 }`, 'faults.port: '],
  ])('%s is refused', (fields, message) => {
    expect(() => read(fields)).toThrow(`environments.x: ${message}`);
  });
});

it.each(['api', '/api', 'api/', '//api//'])('the prefix %s never becomes part of the host', (prefix) => {
  expect(read(`prefix: '${prefix}'`).baseUrl).toBe('http://a/api');
});

describe('a secret', () => {
  it.each([
    ["mongo: { uri: 'mongodb://reader:hunter2@m/prisma' }", 'mongo.uri', '${MONGO_URI}'],
    ["mongo: { uri: 'mongodb+srv://reader:hunter2@m' }", 'mongo.uri', '${MONGO_URI}'],
    [`kubernetes: { ${CLUSTER}, token: hunter2 }`, 'kubernetes.token', '${KUBERNETES_TOKEN}'],
    ["stream-host: 'http://u:hunter2@h'", 'stream-host', '${STREAM_HOST}'],
  ])('is refused in the file: %s', (fields, path, variable) => {
    const refused = (): Environment => read(fields);
    expect(refused).toThrow(`environments.x.${path}: a secret does not belong in the file`);
    expect(refused).toThrow(variable);
    expect(refused).not.toThrow('hunter2');
  });

  it.each([
    "mongo: { uri: 'mongodb://reader:${TOKEN}@m' }",
    "mongo: { uri: '${TOKEN}' }",
    "mongo: { uri: 'mongodb://reader@m:27017/?a=b:c@d' }",
  ])('comes from a variable: %s', (fields) => {
    expect(read(fields).mongo?.uri).not.toContain('$');
  });

  it('that a workflow does not have is missed', () => {
    const text = "environments: { x: { base-url: 'http://a', mongo: { uri: '${EMPTY}' } } }";
    const source = { path: 'f.yml', text, variables: { EMPTY: '' }, readFile: () => '' };
    expect(() => readEnvironment('x', source)).toThrow(
      'f.yml: environments.x.mongo.uri needs the variable EMPTY, which is empty',
    );
  });
});
